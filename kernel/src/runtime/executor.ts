import { dirname } from "node:path";
import { constants, Script } from "node:vm";
import { cellFile } from "../bridge/cell-file.js";
import type { Frame, Outcome, Program, Report } from "../bridge/messages.js";
import { bundleOf } from "../display/bundle.js";
import type { Language } from "../language/transpile.js";
import type { MagicCall } from "../magics/magic-call.js";
import { asCell, aside, type Cell, currentCell } from "./cell.js";
import { installDebugHost } from "./debug-host.js";
import { failureOf } from "./failure.js";
import { KeyboardInterrupt } from "./interrupted.js";
import type { NotebookModules } from "./modules.js";
import { heldUp } from "./pending.js";
import { Session } from "./session.js";
import { mapScript } from "./stacks.js";
import { whenSettled } from "./when-settled.js";

type CellFunction = () => Promise<void>;

/** Runs one magic of a cell, with the values in its line or the code that it measures. */
export type RunMagic = (call: MagicCall, values: readonly unknown[]) => unknown;

interface ExecutorParts {
  readonly file: string;
  readonly modules: NotebookModules;
  readonly language: Language;
  readonly runMagic: RunMagic;
  readonly send: (report: Report) => void;
  readonly witness: CellWitness;
}

/** Is told of cells when they begin and when they have ended, before anyone else. */
export interface CellWitness {
  begin(cell: number): void;
  end(cell: number): void;
}

/**
 * Runs cells on the user's thread; one that awaits lets others run. No step depends on a function of its own being
 * on the stack: an interrupt may unwind all of that.
 */
export class Executor {
  readonly session: Session;
  readonly #send: (report: Report) => void;
  readonly #runMagic: RunMagic;
  readonly #witness: CellWitness;
  #file: string;
  #modules: NotebookModules;
  readonly #running = new Map<number, Cell>();
  #everInterrupted = false;

  /** `file` is where the notebook's cells pretend to be; it need not exist. */
  constructor({ file, modules, language, runMagic, send, witness }: ExecutorParts) {
    this.session = new Session({ assignsGlobals: language === "javascript" });
    this.#file = file;
    this.#modules = modules;
    this.#send = send;
    this.#runMagic = runMagic;
    this.#witness = witness;
    const publish = (cell: number, accessors: object): void => this.#publish(cell, accessors);
    installDebugHost({ session: this.session, publish });
  }

  /** Makes later cells pretend to be another file. Gives how they get their modules. */
  moveTo(file: string): NotebookModules {
    this.#file = file;
    this.#modules = this.#modules.from(file);
    return this.#modules;
  }

  /** Runs a program as a part of the cell that runs. */
  async include(program: Program): Promise<void> {
    await this.#load(program, () => undefined)();
  }

  /** Runs a cell and reports how it ended. */
  run(program: Program): void {
    const cell: Cell = { id: program.id, count: program.count, interrupted: false };
    this.#running.set(cell.id, cell);
    this.#witness.begin(cell.id);
    asCell(cell, () => {
      const refreshed = this.#modules.refresh();
      if (refreshed === undefined) return this.#start(program, cell);
      void refreshed.then((errors) => {
        for (const error of errors) this.#warn(cell, error);
        if (this.#running.has(cell.id)) this.#start(program, cell);
      });
    });
  }

  /** Ends cells at once, whatever they wait for; `frames` is where the thread was. */
  abandon(cells: readonly number[], frames: readonly Frame[] = []): void {
    for (const id of cells) {
      const cell = this.#running.get(id);
      if (cell === undefined) continue;
      this.#everInterrupted = true;
      cell.interrupted = true;
      this.#finish(cell, { status: "interrupted", frames });
    }
    this.#modules.abandon();
    this.#send({ type: "abandoned" });
  }

  #start(program: Program, cell: Cell): void {
    let value: unknown;
    const setResult = (result: unknown): void => {
      value = result;
    };
    try {
      if (program.defines) this.#modules.define(program.defines);
      whenSettled(this.#load(program, setResult)(), {
        done: () => aside(cell, () => void this.#present(cell, value)),
        failed: (error) => aside(cell, () => this.#fail(cell, error)),
      });
    } catch (error) {
      this.#fail(cell, error);
    }
  }

  #load(program: Program, setResult: (value: unknown) => void): CellFunction {
    const file = program.path ?? cellFile(dirname(this.#file), program.id);
    mapScript(file, program.path ? { ...program, count: undefined } : program);
    const script = new Script(program.code, {
      filename: file,
      importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    });
    const outer = script.runInThisContext() as (...context: unknown[]) => CellFunction;
    const publish = (accessors: object): void => this.#publish(program.id, accessors);
    const { session } = this;
    const modules = program.path ? this.#modules.from(program.path) : this.#modules;
    const magic =
      (index: number) =>
      (...values: unknown[]) =>
        this.#runMagic(program.magics![index]!, values);
    const earlier = program.uses.map((id) => session.earlier(id));
    return outer(
      publish,
      setResult,
      session.late,
      session.soft,
      modules.meta,
      modules.import,
      modules.importDynamically,
      this.goOn,
      magic,
      ...earlier,
    );
  }

  /** Stands after each `await` of a cell: an interrupted one does not get further. */
  readonly goOn = <T>(value: T): T => {
    if (this.#everInterrupted && currentCell().interrupted) throw new KeyboardInterrupt();
    return value;
  };

  #publish(cell: number, accessors: object): void {
    const names = this.session.publish(cell, accessors);
    this.#send({ type: "published", cell, names });
  }

  async #present(cell: Cell, value: unknown): Promise<void> {
    try {
      await heldUp(cell.id);
      const data = await bundleOf(value);
      this.#finish(cell, { status: "ok", ...(data !== undefined && { data }) });
    } catch (error) {
      this.#fail(cell, error);
    }
  }

  #fail(cell: Cell, error: unknown): void {
    this.#finish(cell, { status: "error", failure: failureOf(error) });
  }

  #warn(cell: Cell, error: Error): void {
    this.#send({ type: "failed", cell: cell.id, failure: failureOf(error) });
  }

  #finish(cell: Cell, outcome: Outcome): void {
    if (!this.#running.delete(cell.id)) return;
    this.#witness.end(cell.id);
    this.#send({ type: "done", cell: cell.id, outcome });
  }
}
