import { type Awaitable, when } from "./runtime/awaitable.js";
import { Executable } from "./runtime/executable.js";
import type { Device } from "./runtime/runtime.js";
import type { tf } from "./tf.js";
import type { Recording } from "./trace/recorder.js";
import { simplify } from "./trace/simplify.js";

/** How many graphs a step keeps; one that is forgotten is recorded anew. */
const kept = 128;

/** A step that is ready to run, and what it gave back when it was recorded. */
export interface Compiled {
  readonly executable: Executable;
  readonly result: unknown;
}

interface Known {
  readonly compiled: Awaitable<Compiled>;
  readonly variables: readonly tf.Variable[];
}

/**
 * The graphs of one step: one for each kind of arguments. What failed is tried anew, and so is what
 * has a variable that is gone.
 */
export class Compilations {
  readonly #device: Device;
  readonly #known = new Map<string, Known>();

  constructor(device: Device) {
    this.#device = device;
  }

  /** The graph for this key, recorded when there is none; at once where it loads at once. */
  get(key: string, record: () => Recording): Awaitable<Compiled> {
    const before = this.#known.get(key);
    const usable = before?.variables.every(({ isDisposed }) => !isDisposed);
    const known = before && usable ? before : this.#compile(key, record);
    // The one used last stands last.
    this.#known.delete(key);
    this.#known.set(key, known);
    if (this.#known.size > kept) this.#known.delete(this.#known.keys().next().value!);
    return known.compiled;
  }

  #compile(key: string, record: () => Recording): Known {
    const { graph, result } = record();
    const loaded = Executable.load(simplify(graph), this.#device);
    const compiled = when(loaded, (executable) => ({ executable, result }));
    if (compiled instanceof Promise) compiled.catch(() => this.#known.delete(key));
    return { compiled, variables: graph.variables.map(({ variable }) => variable) };
  }
}
