import type { Session } from "node:inspector/promises";
import type { CallFrame, Location } from "./inspector.js";

/**
 * The functions that steps went through. V8 keeps bytecode for stops in them, and in Node 22 a loop
 * that is optimised from it answers neither an interrupt nor a debugger any more.
 */
export class SteppedFunctions {
  readonly #session: Session;
  readonly #places = new Map<string, Location>();

  constructor(session: Session) {
    this.#session = session;
  }

  /** A step leads through the function of a frame. */
  add({ functionLocation, location }: CallFrame): void {
    this.#places.set(JSON.stringify(functionLocation ?? location), location);
  }

  /** Gives the functions their plain bytecode back; called when no step goes on. */
  async restore(): Promise<void> {
    const places = [...this.#places.values()];
    this.#places.clear();
    await Promise.all(places.map((place) => this.#restore(place).catch(() => undefined)));
  }

  /** What V8 keeps for stops goes with a function's last breakpoint. */
  async #restore(location: Location): Promise<void> {
    const never = { location, condition: "false" };
    const { breakpointId } = await this.#session.post("Debugger.setBreakpoint", never);
    await this.#session.post("Debugger.removeBreakpoint", { breakpointId });
  }
}
