import type { Program } from "../bridge/messages.js";
import type { Debugger, DebuggerParts } from "../debugger/index.js";

/** The debugger, which is loaded at the first request for it: until then it costs nothing. */
export class LazyDebugger {
  readonly #parts: DebuggerParts;
  #loading: Promise<Debugger> | undefined;
  #debugger: Debugger | undefined;

  constructor(parts: DebuggerParts) {
    this.#parts = parts;
  }

  /** Whether anybody has asked for it. */
  get isOn(): boolean {
    return this.#debugger !== undefined;
  }

  /** The content of a `debug_reply`; never rejects once the debugger is there. */
  async answer(content: object): Promise<object> {
    this.#loading ??= import("../debugger/index.js").then(({ Debugger }) => {
      this.#debugger = new Debugger(this.#parts);
      return this.#debugger;
    });
    return (await this.#loading).answer(content as Parameters<Debugger["answer"]>[0]);
  }

  /** Sets the breakpoints of a cell that is about to run. */
  async prepare(program: Program, text: string): Promise<void> {
    await this.#debugger?.prepare(program, text);
  }

  /** A cell has ended. */
  cellEnded(): void {
    this.#debugger?.cellEnded();
  }

  /** The kernel ends. */
  close(): void {
    this.#debugger?.close();
  }
}
