import type { MessagePort } from "node:worker_threads";
import { endBlockingChild } from "./blocking-child.js";
import { type CallMessage, Calls } from "./calls.js";
import {
  type Command,
  type Frame,
  type Outcome,
  type Program,
  type Report,
  sizeOf,
} from "./messages.js";
import type { Shared } from "./shared.js";
import { terminateMainThread } from "./terminator.js";

/** Milliseconds that code which listens for SIGINT gets to stop by itself. */
const listenerGrace = 5000;
/** Milliseconds after which a thread that does not answer is taken to be in a loop. */
const answerGrace = 100;
/** Milliseconds that a terminated cell gets to report. */
const reportGrace = 300;

/** How often a loop is stopped that begins again. */
const attempts = 10;
/** Milliseconds after which the user is told that native code cannot be stopped. */
const nativePatience = 2000;
const stuck =
  "Cannot interrupt yet: native code is running, which nothing can stop; the cell ends when it " +
  "returns, or restart the kernel\n";

/** Reports about output and errors, which belong to a cell but do not end it. */
export type Output = Extract<
  Report,
  { type: "stream" | "display" | "message" | "failed" | "published" | "payload" | "channel" }
>;

/** A cell on the user's thread. */
interface Running {
  readonly subshell: boolean;
  readonly end: (outcome: Outcome) => void;
  readonly ended: Promise<void>;
}

interface MainThreadParts {
  readonly shared: Shared;
  readonly onOutput: (output: Output) => void;
  /** Where the clients are behind with output: a promise that they have caught up. */
  readonly room: () => Promise<void> | undefined;
}

/** The protocol's view of the thread on which the user's code runs. It knows which cells run. */
export class MainThread {
  readonly #port: MessagePort;
  readonly #shared: Shared;
  readonly #onOutput: (output: Output) => void;
  readonly #room: () => Promise<void> | undefined;
  /** Questions to the user's thread, and answers to its own. */
  readonly calls = new Calls((message) => this.#send(message));
  /** Is called at each interrupt, before anything else comes of it. */
  onInterrupt = (): void => undefined;
  /** What goes on around an interrupt; a debugger must let go of the thread meanwhile. */
  aroundInterrupt = (work: () => Promise<void>): Promise<void> => work();
  readonly #running = new Map<number, Running>();
  /** Cells that run and were interrupted. */
  readonly #stopped = new Set<number>();
  #otherChildren: readonly number[] = [];
  #interrupting: Promise<void> | undefined;
  #hurry: (() => void) | undefined;
  #answered: (() => void) | undefined;

  constructor(port: MessagePort, { shared, onOutput, room }: MainThreadParts) {
    this.#port = port;
    this.#shared = shared;
    this.#onOutput = onOutput;
    this.#room = room;
    port.on("message", (report: Report) => this.#take(report));
  }

  /** Runs a cell to its end; never rejects. One that awaits lets those of other shells run. */
  run(program: Program, { subshell = false } = {}): Promise<Outcome> {
    let end: Running["end"] = () => undefined;
    const outcome = new Promise<Outcome>((resolve) => {
      end = resolve;
    });
    const ended = outcome.then(() => undefined);
    this.#running.set(program.id, { subshell, end, ended });
    this.#send({ type: "run", program });
    return outcome;
  }

  /**
   * Stops what runs in the main shell, or else in the subshells, and keeps the session: first by
   * SIGINT to those who listen, then by leaving the cell's promise, then by terminating a loop.
   * A second call does not wait for the listeners. Resolves when that is done, or in a few seconds.
   */
  interrupt(): Promise<void> {
    this.#hurry?.();
    if (!this.#interrupting) for (const cell of this.#interrupted()) this.#stopped.add(cell);
    this.onInterrupt();
    this.#interrupting ??= this.aroundInterrupt(() => this.#interrupt()).finally(() => {
      this.#interrupting = undefined;
    });
    // Whoever asked is not kept waiting by native code.
    return within(nativePatience * 1.5, this.#interrupting).then(() => undefined);
  }

  /** Asks the process to leave; ends it by force if it does not. */
  exit(): void {
    this.#send({ type: "exit" });
    setTimeout(() => process.kill(process.pid, "SIGKILL"), answerGrace * 5);
  }

  async #interrupt(): Promise<void> {
    const cells = this.#interrupted();
    const ended = Promise.all(cells.map((cell) => this.#running.get(cell)?.ended));
    this.#send({ type: "interrupt", cells });
    const blocked = (): boolean => this.#shared.waitsForChild;
    if (blocked()) await endBlockingChild(blocked, this.#otherChildren);
    if (cells.length > 0 && this.#shared.signalListeners > 0) {
      const hurry = new Promise<void>((resolve) => {
        this.#hurry = resolve;
      });
      await within(listenerGrace, Promise.race([ended, hurry]));
      this.#hurry = undefined;
    }
    if (cells.length > 0 && !cells.some((cell) => this.#running.has(cell))) return;
    const answer = this.#abandon(cells);
    if (await within(answerGrace, answer)) return;
    await this.#terminate(cells, answer);
    // Whose stack was thrown away is not known: none of the cells may be left waiting for it.
    const all = [...this.#running.keys()];
    for (let attempt = 0; attempt < attempts; attempt++) {
      const left = this.#abandon(all);
      if (await within(reportGrace, left)) break;
      // What stood in Node's queues may have begun a loop again.
      await within(nativePatience, terminateMainThread(left));
    }
    for (const cell of all) this.#end(cell, { status: "interrupted", frames: [] });
  }

  /** Ends the loop that the thread is in; code that is not JavaScript comes to its end first. */
  async #terminate(cells: readonly number[], answer: Promise<void>): Promise<void> {
    const terminated = terminateMainThread(answer);
    if (await within(nativePatience, terminated)) return;
    for (const cell of cells) {
      this.#onOutput({ type: "stream", cell, name: "stderr", text: stuck });
    }
    await terminated;
  }

  /** The cells that an interrupt is meant for. */
  #interrupted(): number[] {
    const all = [...this.#running];
    const main = all.filter(([, { subshell }]) => !subshell);
    return (main.length > 0 ? main : all).map(([cell]) => cell);
  }

  /** Resolves when the thread has left these cells, and so is not in a loop. */
  #abandon(cells: readonly number[]): Promise<void> {
    const answer = new Promise<void>((resolve) => {
      this.#answered = resolve;
    });
    this.#send({ type: "abandon", cells });
    return answer;
  }

  #take(report: Report): void {
    if (report.type === "done") this.#end(report.cell, report.outcome);
    else if (report.type === "abandoned") this.#answered?.();
    else if (report.type === "signal") void this.interrupt();
    else if (report.type === "child") this.#otherChildren = report.others;
    else if (isCall(report)) this.calls.take(report);
    else {
      this.#onOutput(report);
      if (report.type === "stream") this.#release(report.text.length);
      if (report.type === "display") this.#release(report.display.data.length);
      if (report.type === "message") this.#release(sizeOf(report.message));
    }
  }

  /** Lets the user's thread send more, once the clients have room for it. */
  #release(size: number): void {
    const room = this.#room();
    if (room === undefined) this.#shared.release(size);
    else void room.then(() => this.#shared.release(size));
  }

  #end(cell: number, outcome: Outcome): void {
    const running = this.#running.get(cell);
    this.#running.delete(cell);
    const stopped = this.#stopped.delete(cell) && outcome.status !== "interrupted";
    running?.end(stopped ? { status: "interrupted", frames: framesOf(outcome) } : outcome);
  }

  #send(command: Command): void {
    this.#port.postMessage(command);
  }
}

/** Where a cell was that ended by the error of its interrupt. */
function framesOf(outcome: Outcome): readonly Frame[] {
  const told = outcome.status === "error" && outcome.failure.name === "KeyboardInterrupt";
  return told ? outcome.failure.frames : [];
}

function isCall(report: Report): report is CallMessage {
  return report.type === "call" || report.type === "answer" || report.type === "refusal";
}

/** Whether `work` ends within so many milliseconds. */
async function within(milliseconds: number, work: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, milliseconds, false);
  });
  try {
    return await Promise.race([work.then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}
