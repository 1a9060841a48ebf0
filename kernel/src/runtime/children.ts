import childProcess, { type ChildProcess } from "node:child_process";
import { syncBuiltinESMExports } from "node:module";
import type { Report } from "../bridge/messages.js";
import { signalTree } from "../bridge/process-tree.js";
import type { Shared } from "../bridge/shared.js";
import { currentCell } from "./cell.js";
import type { Channels, ChildOutput } from "./child-output.js";

export interface ChildrenParts {
  readonly shared: Shared;
  readonly output: ChildOutput;
  readonly send: (report: Report) => void;
}

interface Options {
  stdio?: unknown;
}

/** What Node keeps of a child process. */
interface Started extends ChildProcess {
  _handle: { onexit: (...outcome: unknown[]) => void } | null;
}

type Spawn = (this: Started, options: Options) => unknown;
type Call = (...parameters: unknown[]) => unknown;

/** The child processes of the user's code: each belongs to the cell that started it. */
export class Children {
  readonly #parts: ChildrenParts;
  readonly #running = new Map<ChildProcess, number>();

  /** From now on `child_process` starts children that print to their cells. */
  constructor(parts: ChildrenParts) {
    this.#parts = parts;
    this.#patchSpawn();
    for (const name of ["spawnSync", "execSync", "execFileSync"] as const) this.#patchSync(name);
    syncBuiltinESMExports();
  }

  /** Sends SIGINT to the running children of these cells and to theirs, as a terminal does. */
  interrupt(cells: readonly number[]): void {
    for (const [{ pid }, cell] of this.#running) {
      if (pid !== undefined && cells.includes(cell)) signalTree(pid, "SIGINT");
    }
  }

  /** `spawn`, `exec`, `execFile` and `fork` all end here. */
  #patchSpawn(): void {
    const prototype = childProcess.ChildProcess.prototype as unknown as { spawn: Spawn };
    const original = prototype.spawn;
    const { output } = this.#parts;
    const note = (child: Started, channels: Channels | undefined): void =>
      this.#note(child, channels);
    prototype.spawn = function spawn(options) {
      const channels = output.channels(options?.stdio);
      try {
        return original.call(this, channels ? { ...options, stdio: channels.stdio } : options);
      } finally {
        channels?.handOver();
        note(this, channels);
      }
    };
  }

  #note(child: Started, channels: Channels | undefined): void {
    const handle = child._handle;
    if (child.pid === undefined || handle === null) return;
    this.#running.set(child, currentCell().id);
    child.once("exit", () => this.#running.delete(child));
    if (channels === undefined) return;
    // Who waits for the end of a child expects to have seen what it printed.
    const { onexit } = handle;
    handle.onexit = (...outcome) => {
      void channels.drained().then(() => onexit.apply(handle, outcome));
    };
  }

  #patchSync(name: "spawnSync" | "execSync" | "execFileSync"): void {
    const original = childProcess[name] as Call;
    const patched: Call = (...parameters) => this.#runSync(original, parameters);
    Object.defineProperty(patched, "name", { value: name });
    (childProcess as Record<typeof name, unknown>)[name] = patched;
  }

  #runSync(original: Call, parameters: readonly unknown[]): unknown {
    const { output, shared, send } = this.#parts;
    const { stdio } = (parameters.find(isOptions) ?? {}) as Options;
    const channels = output.channels(stdio);
    const replaced = channels
      ? parameters.map((one) => (isOptions(one) ? { ...one, stdio: channels.stdio } : one))
      : parameters;
    const others = [...this.#running.keys()].flatMap(({ pid }) => pid ?? []);
    send({ type: "child", others });
    shared.waitsForChild = true;
    try {
      return original(...replaced);
    } finally {
      shared.waitsForChild = false;
      channels?.handOver();
      channels?.drain();
    }
  }
}

function isOptions(parameter: unknown): parameter is Options {
  return typeof parameter === "object" && parameter !== null && !Array.isArray(parameter);
}
