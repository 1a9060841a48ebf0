import { basename } from "node:path";
import type { DebugProtocol } from "@vscode/debugprotocol";
import type { CallFrame } from "./inspector.js";
import type { Scripts } from "./scripts.js";

/** The frames of a stop, by the numbers that clients know them by. */
export class Stack {
  readonly #scripts: Scripts;
  #frames: readonly CallFrame[] = [];
  /** The number of the first frame; no number is used twice. */
  #first = 1;

  constructor(scripts: Scripts) {
    this.#scripts = scripts;
  }

  /** Takes the frames of a new stop; none when the thread runs on. */
  replace(frames: readonly CallFrame[]): void {
    this.#first += this.#frames.length;
    this.#frames = frames;
  }

  /** The frame with a number. Throws an `Error` when the thread does not stand there. */
  get(number: number): CallFrame {
    const frame = this.#frames[number - this.#first];
    if (frame === undefined) {
      throw new Error(
        `Cannot find frame ${number}: expected one of the ${this.#frames.length} of this stop`,
      );
    }
    return frame;
  }

  /** The number of the innermost frame; undefined when the thread does not stand. */
  get top(): number | undefined {
    return this.#frames.length > 0 ? this.#first : undefined;
  }

  /** The number of a frame of this stop. */
  numberOf(frame: CallFrame): number {
    return this.#first + this.#frames.indexOf(frame);
  }

  /** The frames in the form of the protocol, the innermost first. */
  list({ startFrame = 0, levels = 0 }: Partial<DebugProtocol.StackTraceArguments>) {
    const end = levels > 0 ? startFrame + levels : undefined;
    const stackFrames = this.#frames
      .map((frame, index) => this.#described(frame, this.#first + index))
      .slice(startFrame, end);
    return { stackFrames, totalFrames: this.#frames.length };
  }

  #described(frame: CallFrame, id: number): DebugProtocol.StackFrame {
    const script = this.#scripts.get(frame.location.scriptId);
    const { path, line, column } = this.#scripts.original(frame.location)!;
    const isCell = script?.owner === "cell";
    const isWhole = /^º(cell|module)$/.test(frame.functionName);
    const name = isWhole ? script?.name : frame.functionName;
    return {
      id,
      name: name || "(anonymous)",
      line,
      column,
      source: { name: isCell ? script.name : basename(path), path, sourceReference: 0 },
      presentationHint: script?.owner === "package" ? "subtle" : "normal",
    };
  }
}
