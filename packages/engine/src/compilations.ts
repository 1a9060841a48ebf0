import { Executable } from "./runtime/executable.js";
import type { Device } from "./runtime/runtime.js";
import type { Recording } from "./trace/recorder.js";
import { simplify } from "./trace/simplify.js";

/** A step that is ready to run, and what it gave back when it was recorded. */
export interface Compiled {
  readonly executable: Executable;
  readonly result: unknown;
}

/** The graphs of one step: one for each kind of arguments. What failed is tried anew. */
export class Compilations {
  readonly #device: Device;
  readonly #known = new Map<string, Promise<Compiled>>();

  constructor(device: Device) {
    this.#device = device;
  }

  /** The graph for this key, recorded when there is none. */
  get(key: string, record: () => Recording): Promise<Compiled> {
    const known = this.#known.get(key);
    if (known) return known;
    const compiled = this.#compile(record);
    this.#known.set(key, compiled);
    compiled.catch(() => this.#known.delete(key));
    return compiled;
  }

  async #compile(record: () => Recording): Promise<Compiled> {
    const { graph, result } = record();
    return { executable: await Executable.load(simplify(graph), this.#device), result };
  }
}
