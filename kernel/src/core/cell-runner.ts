import { setImmediate as nextTurn } from "node:timers/promises";
import type { MainThread, Output } from "../bridge/main-thread.js";
import type { Failure, Outcome, Program } from "../bridge/messages.js";
import { renderDiagnostics } from "../display/diagnostics.js";
import { renderTraceback } from "../display/traceback.js";
import type { History } from "../history/history.js";
import { CellSyntaxError } from "../language/cell-error.js";
import type { Compiler } from "../language/compile.js";
import type { Diagnostic, TypeService } from "../language/type-service.js";
import type { Message } from "../transport/message.js";
import type { Transport } from "../transport/transport.js";
import type { CellOrigin } from "../variables/protocol.js";
import type { QueuedCell } from "./cell-queue.js";
import type { LazyDebugger } from "./lazy-debugger.js";
import { type ErrorContent, errorContent, type OutputChannel } from "./output.js";
import { Payloads } from "./payloads.js";
import type { Status } from "./status.js";
import type { Stdin } from "./stdin.js";
import { diagnose, type TypeSettings } from "./types-gate.js";
import { userExpressions } from "./user-expressions.js";

/** Milliseconds after which the type checker's answer is not waited for. */
const typesLimit = 30_000;

/** What a runner works with. */
export interface CellRunnerParts {
  readonly transport: Transport;
  readonly output: OutputChannel;
  readonly status: Status;
  readonly stdin: Stdin;
  readonly compiler: Pick<Compiler, "compile" | "publish">;
  readonly main: MainThread;
  readonly types: TypeService;
  readonly debugging: LazyDebugger;
  readonly history: History;
  readonly settings: TypeSettings;
  /** Why the session before this one died; shown at the first cell. */
  readonly lastWords: string | undefined;
}

/** How a cell is to run. */
interface Execution {
  readonly id: number;
  /** The number that its answer has. */
  readonly number: number;
  /** What names it in tracebacks: its number, or 0 for all that have none of their own. */
  readonly count: number;
  readonly text: string;
  /** Runs without a trace: no output, no number, no history. */
  readonly silent: boolean;
  readonly stored: boolean;
  readonly subshell: boolean;
  /** A client that takes no input is a program, which reads a cell's output up to idle. */
  readonly isProgram: boolean;
}

/** What is found out about a cell before it runs, or beside that. */
interface Findings {
  readonly compiled: Promise<Program>;
  readonly types: Promise<readonly Diagnostic[]>;
}

/** Runs cells: compiles, runs, publishes what came of it, answers. */
export class CellRunner {
  readonly #parts: CellRunnerParts;
  readonly #texts = new Map<number, string>();
  readonly #origins = new Map<number, CellOrigin>();
  readonly #payloads = new Payloads();
  #lastWords: string | undefined;
  #cells = 0;
  #count = 0;

  constructor(parts: CellRunnerParts) {
    this.#parts = parts;
    this.#lastWords = parts.lastWords;
  }

  /** Runs a cell and answers; calls `condemn` first if the cells behind it must not run. */
  async run({ channel, request }: QueuedCell, condemn: () => Promise<void>): Promise<void> {
    const { transport, output, status, stdin } = this.#parts;
    const execution = this.#begin(request);
    status.busy(request, { cell: true });
    output.adopt(execution.id, request, execution);
    stdin.open(execution.id, request);
    const input = { code: execution.text, execution_count: execution.number };
    output.send(execution.id, { type: "execute_input", content: input });
    if (!execution.silent && this.#lastWords) {
      output.write(execution.id, "stderr", this.#lastWords);
      this.#lastWords = undefined;
    }
    const types = this.#check(execution);
    const compiled = this.#parts.compiler.compile(execution);
    const shown = this.#show(execution, { compiled, types });
    const error = await this.#execute(execution, { compiled, types });
    output.flush();
    const { stop_on_error: stops } = request.content;
    if (error && !execution.silent && stops !== false) await condemn();
    const reply = error
      ? { status: "error", ...error, user_expressions: {} }
      : { status: "ok", user_expressions: await this.#evaluate(execution, request) };
    stdin.close(execution.id);
    const payload = this.#payloads.take(execution.id);
    const answer = { ...reply, execution_count: execution.number, payload };
    transport.reply(channel, request, { type: "execute_reply", content: answer });
    if (execution.isProgram) await shown;
    status.idle(request);
  }

  /** The text of a cell by the number that the user sees. */
  textOf(cell: number): string {
    return this.#texts.get(cell) ?? "";
  }

  /** Where in the notebook a cell stands, by the id of its program; undefined for what is no cell. */
  originOf(id: number): CellOrigin | undefined {
    return this.#origins.get(id);
  }

  /** A number for a program that runs within a cell. */
  newId(): number {
    return ++this.#cells;
  }

  /** Answers a cell that must not run because one before it failed. */
  abort({ channel, request }: QueuedCell): void {
    const { transport, status } = this.#parts;
    status.busy(request);
    const content = { status: "aborted", execution_count: this.#count };
    transport.reply(channel, request, { type: "execute_reply", content });
    status.idle(request);
  }

  /** Evaluates what the request asks beside its cell, in the session as the cell left it. */
  async #evaluate({ count, silent, subshell }: Execution, request: Message): Promise<object> {
    const { compiler, main, output } = this.#parts;
    return userExpressions(request.content.user_expressions, async (text) => {
      const id = ++this.#cells;
      output.adopt(id, request, { silent });
      return main.run(await compiler.compile({ id, count, text }), { subshell });
    });
  }

  /** Takes what the user's thread reports beside the end of a cell. */
  take(report: Exclude<Output, { type: "channel" }>): void {
    const { output, compiler } = this.#parts;
    if (report.type === "published") compiler.publish(report.cell, report.names);
    else if (report.type === "stream") output.write(report.cell, report.name, report.text);
    else if (report.type === "display") output.display(report.cell, report.display);
    else if (report.type === "payload") this.#payloads.add(report.cell, report.payload);
    else if (report.type === "message") output.send(report.cell, report.message);
    else output.write(report.cell, "stderr", `${this.#traceback(report.failure).join("\n")}\n`);
  }

  #begin({ content, header, metadata }: Message): Execution {
    const text = String(content.code);
    const silent = content.silent === true;
    const stored = !silent && content.store_history !== false;
    if (stored) this.#parts.history.add(++this.#count, text);
    const count = stored ? this.#count : 0;
    const number = Math.max(1, this.#count);
    const id = ++this.#cells;
    this.#texts.set(count, text);
    const { cellId } = metadata;
    if (stored)
      this.#origins.set(id, typeof cellId === "string" ? { count, id: cellId } : { count });
    this.#payloads.open(id);
    const isProgram = content.allow_stdin === false;
    const subshell = header.subshell_id != null;
    return { id, number, count, text, silent, stored, isProgram, subshell };
  }

  /** What the type checker says, which nothing but mode "error" waits for. */
  async #check({ text, silent, isProgram }: Execution): Promise<readonly Diagnostic[]> {
    const { types, settings } = this.#parts;
    if (settings.mode === "off" || silent || text.trim() === "") return [];
    // The cell first: it is on its way to the user's thread after this turn.
    if (settings.mode === "warn") await nextTurn();
    const urgent = isProgram || settings.mode === "error";
    return diagnose(types, { code: text, limit: typesLimit, urgent });
  }

  /** Runs a cell and publishes its value or its error. Gives the error, if any. */
  async #execute(
    execution: Execution,
    { compiled, types }: Findings,
  ): Promise<ErrorContent | undefined> {
    const { debugging, history, main, settings, output } = this.#parts;
    let program: Program;
    try {
      program = await compiled;
      if (settings.mode === "error") refuseTypeErrors(await types);
    } catch (error) {
      return this.#publishError(execution, compileFailure(error as Error, execution.count));
    }
    if (program.warning) output.write(execution.id, "stderr", `${program.warning}\n`);
    if (debugging.isOn) await debugging.prepare(program, execution.text);
    const outcome = await main.run(program, execution);
    debugging.cellEnded();
    this.#parts.types.add(execution.text);
    if (outcome.status !== "ok") return this.#publishError(execution, failureIn(outcome));
    const { id, number, stored } = execution;
    if (outcome.data === undefined) return undefined;
    output.result(id, { data: outcome.data, count: number });
    if (stored) history.answer(number, outcome.data);
    return undefined;
  }

  #publishError({ id }: Execution, failure: Failure): ErrorContent {
    const content = errorContent(failure, this.#traceback(failure));
    this.#parts.output.send(id, { type: "error", content });
    return content;
  }

  #traceback(failure: Failure): string[] {
    return renderTraceback(failure, (count) => this.#texts.get(count));
  }

  /** Shows what the type checker says as soon as it says it, be it after the end of the cell. */
  async #show({ id, text }: Execution, { compiled, types }: Findings): Promise<void> {
    // What keeps a cell from being compiled is shown as its error.
    const runs = await compiled.then(
      () => true,
      () => false,
    );
    if (!runs) return;
    const data = renderDiagnostics(text, await types);
    // The cell itself may have turned them off.
    if (data !== undefined && this.#parts.settings.mode !== "off")
      this.#parts.output.display(id, { data, update: false });
  }
}

function refuseTypeErrors(diagnostics: readonly Diagnostic[]): void {
  const first = diagnostics.find(({ severity }) => severity === "error");
  if (first) throw new TypeError(`TS${first.code}: ${first.message}`);
}

function compileFailure(error: Error, cell: number): Failure {
  const place =
    error instanceof CellSyntaxError ? [{ cell, line: error.line, column: error.column }] : [];
  return { name: error.name, message: error.message, frames: place };
}

function failureIn(outcome: Exclude<Outcome, { status: "ok" }>): Failure {
  if (outcome.status === "error") return outcome.failure;
  return { name: "KeyboardInterrupt", message: "the cell was interrupted", frames: outcome.frames };
}
