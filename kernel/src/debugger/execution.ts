import type { Session } from "node:inspector/promises";
import { terminatePaused } from "../bridge/terminator.js";
import type { Breakpoints } from "./breakpoints.js";
import type { CallFrame, Paused } from "./inspector.js";
import type { Scripts } from "./scripts.js";
import { SteppedFunctions } from "./stepped-functions.js";

/** How a stopped thread goes on. */
export type Step = "next" | "stepIn" | "stepOut";

/** What a client is told of a stop. */
export interface Stopped {
  readonly reason: "breakpoint" | "step" | "exception" | "pause" | "entry";
  readonly frames: readonly CallFrame[];
  readonly hitBreakpointIds: readonly number[];
  readonly details: Paused;
}

interface ExecutionParts {
  readonly session: Session;
  readonly scripts: Scripts;
  readonly breakpoints: Breakpoints;
  readonly onStop: (stop: Stopped) => void;
  readonly onContinue: () => void;
  /** A file begins to run: its breakpoints are to be set before it goes on. */
  readonly onFile: (scriptId: string) => Promise<void>;
}

const commands = {
  next: "Debugger.stepOver",
  stepIn: "Debugger.stepInto",
  stepOut: "Debugger.stepOut",
} as const;

/** Steps in a row that may end where the user has written nothing. */
const patience = 200;

/** Whether the user's thread runs or stands. It never stands where the user has written nothing. */
export class Execution {
  readonly #parts: ExecutionParts;
  readonly #stepped: SteppedFunctions;
  #stopped: Stopped | undefined;
  #step: Step | undefined;
  /** Of a pause that was asked for: whether the thread has come to it. */
  #pausing: "asked" | "stopping" | undefined;
  #unseen = 0;
  /** Whether stops are somebody else's, as during an interrupt. */
  #ignoring = false;

  constructor(parts: ExecutionParts) {
    this.#parts = parts;
    this.#stepped = new SteppedFunctions(parts.session);
    parts.session.on("Debugger.paused", ({ params }) => {
      if (!this.#ignoring) void this.#paused(params).catch(() => this.#goOn());
    });
    parts.session.on("Debugger.resumed", () => this.#resumed());
  }

  /** Where the thread stands; undefined while it runs. */
  get stopped(): Stopped | undefined {
    return this.#stopped;
  }

  /** Lets the thread run on; up to the end of a step if one is given. */
  async resume(step?: Step): Promise<void> {
    this.#step = step;
    this.#unseen = 0;
    if (step && this.#stopped) this.#addSteps(this.#stopped.details);
    else await this.#stepped.restore();
    await this.#parts.session.post(step ? commands[step] : "Debugger.resume");
  }

  /** Stops the thread at the next of the user's lines that it reaches. */
  async pause(): Promise<void> {
    this.#pausing = "asked";
    await this.#parts.session.post("Debugger.pause");
  }

  /** No step that began before goes on from here; called when a cell has ended. */
  forgetStep(): void {
    this.#step = undefined;
    void this.#stepped.restore();
  }

  /**
   * Does `work`, such as an interrupt, with the thread let go and no stop on its way. Where it
   * stood, what it did is thrown away if `throwAway` says so.
   */
  async letGo(work: () => Promise<void>, throwAway: () => boolean): Promise<void> {
    const { session, scripts } = this.#parts;
    this.#ignoring = true;
    this.#step = undefined;
    // Not awaited: a thread that is busy with what is not JavaScript answers late.
    const skip = (skip: boolean): void => {
      void session.post("Debugger.setSkipAllPauses", { skip }).catch(() => undefined);
    };
    skip(true);
    try {
      if (this.#stopped) {
        const frames = [...this.#stopped.details.callFrames];
        await this.#stepped.restore();
        const files = new Map(scripts.all().map(({ id, url }) => [id ?? "", url]));
        if (throwAway()) await terminatePaused(session, { frames, files });
        else await session.post("Debugger.resume");
      }
      await work();
    } finally {
      skip(false);
      this.#ignoring = false;
    }
  }

  async #paused(details: Paused): Promise<void> {
    const { scripts, breakpoints, onFile, onStop } = this.#parts;
    const [top] = details.callFrames;
    const { hitBreakpoints = [] } = details;
    if (this.#step || this.#pausing) this.#addSteps(details);
    if (details.reason === "instrumentation") {
      await onFile((details.data as { scriptId: string }).scriptId);
      return this.#goOn();
    }
    if (top && breakpoints.isEntry(hitBreakpoints)) {
      await onFile(top.location.scriptId);
      const place = scripts.original(top.location);
      if (place === undefined || !breakpoints.standAt(place)) return this.#goOn();
    }
    const frames = details.callFrames.filter(({ location }) => scripts.original(location));
    const hitBreakpointIds = breakpoints.hit(hitBreakpoints);
    const reason = this.#reason(details, hitBreakpointIds);
    if (reason === "step" && this.#step === undefined) return this.#goOn();
    const isSeen = frames.length > 0 && frames[0] === top;
    if (reason === "pause" && this.#pausing === "asked") {
      // A step leaves optimised code, where local variables cannot be set.
      this.#pausing = "stopping";
      return this.#skip(top);
    }
    if (frames.length === 0 || (!isSeen && reason !== "exception")) return this.#skip(top);
    this.#pausing = undefined;
    this.#step = undefined;
    this.#stopped = { reason, frames, hitBreakpointIds, details };
    onStop(this.#stopped);
  }

  #reason({ reason, hitBreakpoints }: Paused, ids: readonly number[]): Stopped["reason"] {
    if (reason === "exception" || reason === "promiseRejection") return "exception";
    if (ids.length > 0 || (hitBreakpoints?.length ?? 0) > 0) return "breakpoint";
    if (this.#pausing) return "pause";
    // A statement `debugger` has the same reason as the end of a step.
    return this.#step ? "step" : "pause";
  }

  /** Goes on from a place that the user did not write, as he would have gone on. */
  async #skip(top: CallFrame | undefined): Promise<void> {
    const isInUsers = top && this.#parts.scripts.get(top.location.scriptId) !== undefined;
    const step = this.#step ?? (this.#pausing ? "stepIn" : undefined);
    if (step === undefined || ++this.#unseen > patience) return this.#goOn();
    // Who has stepped out is where he wanted to be, up to what the rewriter put there.
    const next = step === "stepOut" ? "next" : step;
    await this.#parts.session.post(isInUsers ? commands[next] : commands.stepOut);
  }

  /** A step may end in the function itself or, when that ends, in the one around it. */
  #addSteps({ callFrames }: Paused): void {
    for (const frame of callFrames.slice(0, 2)) this.#stepped.add(frame);
  }

  async #goOn(): Promise<void> {
    if (this.#step === undefined) await this.#stepped.restore();
    await this.#parts.session.post("Debugger.resume").catch(() => undefined);
  }

  #resumed(): void {
    if (this.#stopped === undefined) return;
    this.#stopped = undefined;
    this.#parts.onContinue();
  }
}
