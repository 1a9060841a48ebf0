import { tf } from "@rosenblatt/engine";

/**
 * An initializer of random matrices whose rows are of length 1 and at right angles: a state that
 * is multiplied by such a square matrix keeps its length, step after step. TensorFlow.js's own
 * takes seconds for some hundred units, and warns of that.
 * Source: Saxe, McClelland, Ganguli (2013), https://arxiv.org/abs/1312.6120
 */
export function orthogonal() {
  const initializer = tf.initializers.orthogonal({});
  initializer.apply = (shape) => {
    const [rows, columns] = shape as [number, number];
    const drawn = tf.tidy(() => tf.randomNormal([rows, columns]).dataSync());
    const made = Float64Array.from(drawn);
    for (let row = 0; row < rows; row += 1) straighten(made, { row, columns });
    return tf.tensor2d(Float32Array.from(made), [rows, columns]);
  };
  return initializer;
}

/** Takes from a row what it has of the rows before it, one after the other, and scales it to 1. */
function straighten(values: Float64Array, { row, columns }: { row: number; columns: number }) {
  const own = values.subarray(row * columns, (row + 1) * columns);
  for (let other = 0; other < row; other += 1) {
    const before = values.subarray(other * columns, (other + 1) * columns);
    const share = dot(own, before);
    for (let i = 0; i < columns; i += 1) own[i]! -= share * before[i]!;
  }
  const length = Math.sqrt(dot(own, own));
  for (let i = 0; i < columns; i += 1) own[i]! /= length;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += a[i]! * b[i]!;
  return sum;
}
