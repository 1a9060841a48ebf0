import type { Maps } from "./messages.js";

/** Where the debugger finds its host on the user's thread: a symbol of the global object. */
export const debugHost = Symbol.for("rosenblatt.debugger");

/** JavaScript that gives the host. */
export const debugHostCode = `globalThis[Symbol.for(${JSON.stringify(debugHost.description)})]`;

/** What the debugger calls on the user's thread, through the inspector, paused or not. */
export interface DebugHost {
  /** Every name of the session, looked up each time. */
  readonly session: object;
  /** The values that the names of the session have now. */
  variables(): object;
  /** Makes a value known to later cells, as if the running cell had declared it. */
  copy(name: string, value: unknown): void;
  /** What leads from a cell's script back to its text, and the cell's number to the user. */
  cell(file: string): { readonly maps: Maps; readonly count: number } | undefined;
  /** The MIME bundle that shows a value, as JSON; a promise where its display method gives one. */
  bundle(value: unknown): string | undefined | Promise<string | undefined>;
  /** Counts how often a breakpoint was reached. */
  reach(breakpoint: number): number;
}
