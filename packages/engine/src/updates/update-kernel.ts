import type { Symbolic } from "../trace/graph.js";
import { instructionsOf } from "./elementwise.js";
import type { Update } from "./split-off.js";
import { type LoopCode, pages, roomAt, roomFor, wasmModule } from "./wasm-module.js";

/** The part of WebAssembly's interface that is used here, which no type library for Node has. */
declare const WebAssembly: {
  Memory: new (size: { initial: number; maximum: number }) => { readonly buffer: ArrayBuffer };
  Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  Instance: new (
    module: object,
    imports: object,
  ) => { readonly exports: { run(bytes: number): void } };
};

/** An update as machine code: one pass through its tensors, a part of them at a time. */
export class UpdateKernel {
  readonly update: Update;
  readonly #code: LoopCode;
  readonly #run: (bytes: number) => void;

  constructor(update: Update) {
    this.update = update;
    this.#code = codeOf(update);
    this.#run = loopOf(this.#code);
  }

  /** Reads tensors and scalars in the update's order; outputs may be the inputs' own memory. */
  run(
    inputs: readonly Float32Array[],
    { scalars, outputs }: { scalars: readonly number[]; outputs: readonly Float32Array[] },
  ): void {
    const { size } = this.update;
    const { room } = this.#code;
    const { memory } = heap();
    const from = inputs.map((_, i) => roomAt(i, room) / 4);
    const to = outputs.map((_, i) => roomAt(inputs.length + i, room) / 4);
    memory.set(scalars);
    for (let start = 0; start < size; start += room) {
      const stop = Math.min(start + room, size);
      inputs.forEach((values, i) => {
        memory.set(values.subarray(start, stop), from[i]!);
      });
      this.#run(4 * (stop - start));
      outputs.forEach((values, i) => {
        values.set(memory.subarray(to[i]!, to[i]! + stop - start), start);
      });
    }
  }

  /** How long a run takes, in milliseconds; the median of some, which change nothing. */
  time(runs = 5): number {
    const { size, inputs, outputs, scalars } = this.update;
    const rooms = [...inputs, ...outputs].map(() => new Float32Array(size));
    const [from, to] = [rooms.slice(0, inputs.length), rooms.slice(inputs.length)];
    const times = Array.from({ length: runs }, () => {
      const start = performance.now();
      this.run(from, { scalars: scalars.map(() => 1), outputs: to });
      return performance.now() - start;
    });
    return times.sort((a, b) => a - b)[runs >> 1]!;
  }
}

function codeOf({ calls, inputs, scalars, outputs }: Update): LoopCode {
  const places = new Map<Symbolic, number>();
  for (const symbol of [...scalars, ...inputs]) places.set(symbol, places.size);
  const instructions = instructionsOf(calls, places);
  return {
    scalars: scalars.length,
    inputs: inputs.length,
    instructions,
    outputs: outputs.map((symbol) => places.get(symbol)!),
    room: roomFor(inputs.length + outputs.length),
  };
}

const loops = new Map<string, (bytes: number) => void>();

/** The loop of this code; most variables of a step have the same. */
function loopOf(code: LoopCode): (bytes: number) => void {
  const key = JSON.stringify(code);
  const loop = loops.get(key) ?? compile(code);
  loops.set(key, loop);
  return loop;
}

function compile(code: LoopCode): (bytes: number) => void {
  const module = new WebAssembly.Module(wasmModule(code));
  const { exports } = new WebAssembly.Instance(module, { env: { memory: heap().owner } });
  return exports.run;
}

let made: { owner: object; memory: Float32Array } | undefined;

/** The memory of all loops; it never grows, so that views of it stay valid. */
function heap() {
  if (made) return made;
  const owner = new WebAssembly.Memory({ initial: pages, maximum: pages });
  made = { owner, memory: new Float32Array(owner.buffer) };
  return made;
}
