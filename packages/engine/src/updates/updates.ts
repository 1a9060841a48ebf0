import type { VariableBuffer } from "../runtime/variable-buffer.js";
import type { Graph, KernelCall, Symbolic } from "../trace/graph.js";
import type { Update } from "./split-off.js";
import { UpdateKernel } from "./update-kernel.js";

/** Where the tensors of a step are that its updates read. */
export interface Sources {
  /** What the rest of the step has handed over. */
  readonly handed: ReadonlyMap<Symbolic, Float32Array>;
  readonly buffers: readonly VariableBuffer[];
}

/** All updates of a step, and the variables that they change. */
export class Updates {
  readonly #kernels: readonly UpdateKernel[];
  readonly #constants: Graph["constants"];
  /** The places of variables, by what they are before and after. */
  readonly #before: ReadonlyMap<Symbolic, number>;
  readonly #after: ReadonlyMap<Symbolic, number>;

  constructor({ variables, constants }: Graph, updates: readonly Update[]) {
    this.#kernels = updates.map((update) => new UpdateKernel(update));
    this.#constants = constants;
    this.#before = new Map(variables.map(({ before }, i) => [before, i]));
    this.#after = new Map(variables.map(({ after }, i) => [after, i]));
  }

  /** Changes the variables in place. */
  run(sources: Sources): void {
    const scalars = this.#scalars(sources);
    for (const kernel of this.#kernels) {
      const { update } = kernel;
      const inputs = update.inputs.map((symbol) => this.#read(symbol, sources));
      const outputs = update.outputs.map((symbol) => this.#written(symbol, sources));
      kernel.run(inputs, { scalars: update.scalars.map((one) => scalars.get(one)!), outputs });
      if (update.size > 1) continue;
      update.outputs.forEach((symbol, i) => {
        scalars.set(symbol, outputs[i]![0]!);
      });
    }
  }

  /** How long each call takes, in milliseconds: its share of its update's time. */
  times(): ReadonlyMap<KernelCall, number> {
    const shares = this.#kernels.flatMap((kernel) => {
      const { calls } = kernel.update;
      const share = kernel.time() / calls.length;
      return calls.map((call) => [call, share] as const);
    });
    return new Map(shares);
  }

  /** Single numbers as they are before any update changes them. */
  #scalars(sources: Sources): Map<Symbolic, number> {
    const made = new Set(this.#kernels.flatMap(({ update }) => update.outputs));
    const read = this.#kernels.flatMap(({ update }) => update.scalars);
    const outside = read.filter((symbol) => !made.has(symbol));
    return new Map(outside.map((symbol) => [symbol, this.#read(symbol, sources)[0]!]));
  }

  #read(symbol: Symbolic, { handed, buffers }: Sources): Float32Array {
    const place = this.#before.get(symbol);
    if (place !== undefined) return buffers[place]!.current().values as Float32Array;
    return (handed.get(symbol) ?? this.#constants.get(symbol)) as Float32Array;
  }

  #written(symbol: Symbolic, { buffers }: Sources): Float32Array {
    const place = this.#after.get(symbol);
    if (place === undefined) return new Float32Array(1);
    return buffers[place]!.writable() as Float32Array;
  }
}
