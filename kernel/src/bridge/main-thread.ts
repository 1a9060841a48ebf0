import type { MessagePort } from "node:worker_threads";
import { type CallMessage, Calls } from "./calls.js";
import { type Command, type Outcome, type Program, type Report, sizeOf } from "./messages.js";
import type { Shared } from "./shared.js";
import { terminateMainThread } from "./terminator.js";

/** Milliseconds that code which listens for SIGINT gets to stop by itself. */
const listenerGrace = 5000;
/** Milliseconds after which a thread that does not answer is taken to be in a loop. */
const answerGrace = 100;
/** Milliseconds that a terminated cell gets to report. */
const reportGrace = 500;

/** Reports about output and errors, which belong to a cell but do not end it. */
export type Output = Extract<
  Report,
  { type: "stream" | "display" | "message" | "failed" | "published" }
>;

/** The protocol's view of the thread on which the user's code runs. It knows which cell runs. */
export class MainThread {
  readonly #port: MessagePort;
  readonly #shared: Shared;
  /** Questions to the user's thread, and answers to its own. */
  readonly calls = new Calls((message) => this.#send(message));
  /** What goes on around an interrupt; a debugger must let go of the thread meanwhile. */
  aroundInterrupt = (work: () => Promise<void>): Promise<void> => work();
  #running: { id: number; end: (outcome: Outcome) => void } | undefined;
  #ended: Promise<void> = Promise.resolve();
  #interrupting: Promise<void> | undefined;
  #hurry: (() => void) | undefined;
  #answered: (() => void) | undefined;

  constructor(
    port: MessagePort,
    { shared, onOutput }: { shared: Shared; onOutput: (output: Output) => void },
  ) {
    this.#port = port;
    this.#shared = shared;
    port.on("message", (report: Report) => this.#take(report, onOutput));
  }

  /** Runs a cell to its end; never rejects. Only one may run at a time. */
  run(program: Program): Promise<Outcome> {
    const outcome = new Promise<Outcome>((end) => {
      this.#running = { id: program.id, end };
    });
    this.#ended = outcome.then(() => undefined);
    this.#send({ type: "run", program });
    return outcome;
  }

  /**
   * Stops what runs and keeps the session: first by SIGINT to those who listen, then by leaving
   * the cell's promise, then by terminating a loop. A second call does not wait for the listeners.
   */
  interrupt(): Promise<void> {
    this.#hurry?.();
    this.#interrupting ??= this.aroundInterrupt(() => this.#interrupt()).finally(() => {
      this.#interrupting = undefined;
    });
    return this.#interrupting;
  }

  /** Asks the process to leave; ends it by force if it does not. */
  exit(): void {
    this.#send({ type: "exit" });
    setTimeout(() => process.kill(process.pid, "SIGKILL"), answerGrace * 5);
  }

  async #interrupt(): Promise<void> {
    const running = this.#running;
    this.#send({ type: "interrupt" });
    if (running && this.#shared.signalListeners > 0) {
      const hurry = new Promise<void>((resolve) => {
        this.#hurry = resolve;
      });
      await within(listenerGrace, Promise.race([this.#ended, hurry]));
      this.#hurry = undefined;
    }
    if (running && this.#running !== running) return;
    const answer = this.#abandon();
    if (await within(answerGrace, answer)) return;
    // Code that is not JavaScript comes to its end first.
    await terminateMainThread(answer);
    await within(reportGrace, this.#abandon());
    if (running && this.#running === running) this.#end({ status: "interrupted", frames: [] });
  }

  /** Resolves when the thread has left its cell, and so is not in a loop. */
  #abandon(): Promise<void> {
    const answer = new Promise<void>((resolve) => {
      this.#answered = resolve;
    });
    this.#send({ type: "abandon" });
    return this.#running ? Promise.race([answer, this.#ended]) : answer;
  }

  #take(report: Report, onOutput: (output: Output) => void): void {
    if (report.type === "done") {
      if (this.#running?.id === report.cell) this.#end(report.outcome);
    } else if (report.type === "abandoned") this.#answered?.();
    else if (report.type === "signal") void this.interrupt();
    else if (isCall(report)) this.calls.take(report);
    else {
      onOutput(report);
      if (report.type === "stream") this.#shared.release(report.text.length);
      if (report.type === "display") this.#shared.release(report.display.data.length);
      if (report.type === "message") this.#shared.release(sizeOf(report.message));
    }
  }

  #end(outcome: Outcome): void {
    const { end } = this.#running!;
    this.#running = undefined;
    const stopped = this.#interrupting !== undefined && outcome.status !== "interrupted";
    end(stopped ? { status: "interrupted", frames: [] } : outcome);
  }

  #send(command: Command): void {
    this.#port.postMessage(command);
  }
}

function isCall(report: Report): report is CallMessage {
  return report.type === "call" || report.type === "answer" || report.type === "refusal";
}

/** Whether `work` ends within so many milliseconds. */
async function within(milliseconds: number, work: Promise<void>): Promise<boolean> {
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
