import { ready, tf } from "@rosenblatt/engine";

/** A tensor's numbers, read and kept. */
export interface Values {
  readonly values: readonly number[];
  readonly shape: readonly number[];
}

/** Computes on one backend from plain numbers, and back to plain numbers. */
export async function on(
  backend: "cpu" | "wasm",
  inputs: readonly Values[],
  compute: (...tensors: tf.Tensor[]) => tf.Tensor | tf.Tensor[],
): Promise<Values[]> {
  await ready();
  await tf.setBackend(backend);
  const tensors = inputs.map(({ values, shape }) => tf.tensor([...values], [...shape]));
  try {
    const results = tf.tidy(() => compute(...tensors));
    const values = [results].flat().map(read);
    tf.dispose(results);
    return values;
  } finally {
    tf.dispose(tensors);
    await tf.setBackend("wasm");
  }
}

/** Numbers between -1 and 1 that are the same in every run. */
export function numbers(shape: readonly number[], salt = 1): Values {
  const size = shape.reduce((product, n) => product * n, 1);
  // Mulberry32: https://gist.github.com/tommyettinger/46a874533244883189143505d203312c
  let state = Math.imul(salt, 0x9e3779b1);
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 31 - 1;
  };
  return { values: Array.from({ length: size }, next), shape };
}

/** The largest difference between two results; infinite when their shapes differ. */
export function difference(a: Values, b: Values): number {
  if (a.shape.join() !== b.shape.join()) return Number.POSITIVE_INFINITY;
  // What is not finite has to be the same.
  const apart = (x: number, y: number) => (Object.is(x, y) ? 0 : Math.abs(x - y));
  return a.values.reduce((max, value, i) => Math.max(max, apart(value, b.values[i]!)), 0);
}

function read(tensor: tf.Tensor): Values {
  return { values: [...tensor.dataSync()], shape: tensor.shape };
}
