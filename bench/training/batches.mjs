import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Batches a workload has; training goes through them again and again. */
const BATCHES = 32;
const CLASSES = 10;

/**
 * Writes a workload's batches as plain numbers that every contender can read: `NAME.inputs` as
 * float32, and `NAME.targets` as int32 labels or, where each pixel has a target, float32. Inputs
 * as long as Fashion-MNIST's pictures are these; others are made, their targets with them.
 */
export function writeBatches(folder, { name, batch, input, target }, { pictures }) {
  mkdirSync(folder, { recursive: true });
  if (existsSync(join(folder, `${name}.targets`))) return;
  const count = BATCHES * batch;
  const length = size(input);
  const real = length === 784;
  const inputs = real ? pixels(pictures, count * length) : made(count * length);
  const targets = real ? labels(pictures, count) : targetsOf(inputs, { count, target });
  writeFileSync(join(folder, `${name}.inputs`), inputs);
  writeFileSync(join(folder, `${name}.targets`), targets);
}

function pixels(pictures, count) {
  const bytes = readFileSync(join(pictures, "train.images")).subarray(0, count);
  return repeated(
    Float32Array.from(bytes, (byte) => byte / 255),
    count,
  );
}

function labels(pictures, count) {
  return repeated(Int32Array.from(readFileSync(join(pictures, "train.labels"))), count);
}

/** The sample that ships is shorter than what the batches take. */
function repeated(values, count) {
  return values.constructor.from({ length: count }, (_, i) => values[i % values.length]);
}

/** Numbers from -1 to 1 that are the same everywhere: a linear congruential generator's. */
function made(count) {
  let state = 1;
  return Float32Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  });
}

/** What can be learned: which pixels are light, or in which tenth of the values the first lies. */
function targetsOf(inputs, { count, target }) {
  if (target) {
    const channels = inputs.length / (count * size(target));
    const pixel = (_, i) => (inputs[i * channels] > 0 ? 1 : 0);
    return Float32Array.from({ length: count * size(target) }, pixel);
  }
  const length = inputs.length / count;
  const label = (_, i) => Math.floor(((inputs[i * length] + 1) / 2) * CLASSES) % CLASSES;
  return Int32Array.from({ length: count }, label);
}

function size(shape) {
  return shape.reduce((product, length) => product * length, 1);
}
