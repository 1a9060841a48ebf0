import { type Shape, tf } from "@rosenblatt/engine";
import { shuffled } from "./shuffled.js";

/** Examples as tensors: `x` is `[n, ...shape]`, `y` holds the class of each. */
export interface Batch {
  readonly x: tf.Tensor;
  readonly y: tf.Tensor1D;
}

/** What batches are cut from. */
interface Source {
  readonly length: number;
  readonly shape: Shape;
  readonly inputs: Uint8Array | Float32Array;
  readonly labels: Int32Array;
  readonly scale: number;
}

/**
 * Cuts examples into batches. They are gathered from plain memory, since the time of `tf.slice`
 * and `tf.gather` grows with the whole source.
 */
export function* batches(
  source: Source,
  { size, shuffle }: { size: number; shuffle: boolean },
): Generator<Batch, void, undefined> {
  if (!(Number.isInteger(size) && size > 0)) {
    throw new RangeError(`Cannot make batches of ${size}: the size must be a whole number above 0`);
  }
  const order = shuffle ? shuffled(source.length) : undefined;
  for (let start = 0; start < source.length; start += size) {
    const count = Math.min(size, source.length - start);
    yield gather(source, { count, position: (i) => order?.[start + i] ?? start + i });
  }
}

function gather(
  { inputs, labels, scale, shape }: Source,
  { count, position }: { count: number; position: (i: number) => number },
): Batch {
  const length = shape.reduce((product, side) => product * side, 1);
  const x = new Float32Array(count * length);
  const y = new Int32Array(count);
  for (let i = 0; i < count; i += 1) {
    const from = position(i);
    y[i] = labels[from]!;
    const [source, target] = [from * length, i * length];
    for (let j = 0; j < length; j += 1) {
      x[target + j] = inputs[source + j]! * scale;
    }
  }
  return { x: tf.tensor(x, [count, ...shape], "float32"), y: tf.tensor1d(y, "int32") };
}
