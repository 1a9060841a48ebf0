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
  readonly compiled: Promise<Compiled>;
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

  /** The graph for this key, recorded when there is none. */
  get(key: string, record: () => Recording): Promise<Compiled> {
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
    const variables: tf.Variable[] = [];
    const load = async (): Promise<Compiled> => {
      const { graph, result } = record();
      variables.push(...graph.variables.map(({ variable }) => variable));
      return { executable: await Executable.load(simplify(graph), this.#device), result };
    };
    const compiled = load();
    compiled.catch(() => this.#known.delete(key));
    return { compiled, variables };
  }
}
