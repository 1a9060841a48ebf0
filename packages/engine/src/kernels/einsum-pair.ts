import { tf } from "../tf.js";

/** Two operands of Einstein's summation with the names of their axes, and those of the result. */
interface Pair {
  readonly tensors: readonly [tf.Tensor, tf.Tensor];
  readonly names: readonly [string, string];
  readonly result: string;
}

/** Whether no operand names an axis twice, so that the pair is a product of matrices. */
export function isProduct({ names, result }: Pair): boolean {
  return [...names, result].every((name) => new Set(name).size === name.length);
}

/**
 * Einstein's summation of a pair as a product of matrices: axes that both operands and the result
 * have count the matrices, axes that the result lacks are summed over.
 */
export function einsumPair({ tensors, names, result }: Pair): tf.Tensor {
  const [a, b] = names.map((name) => [...name]) as [string[], string[]];
  const shared = a.filter((axis) => b.includes(axis));
  const batch = shared.filter((axis) => result.includes(axis));
  const summed = shared.filter((axis) => !result.includes(axis));
  const left = a.filter((axis) => !b.includes(axis) && result.includes(axis));
  const right = b.filter((axis) => !a.includes(axis) && result.includes(axis));
  const sizes = sizesOf({ tensors, names, result });
  const product = tf.matMul(
    matrices(tensors[0], { names: a, order: [batch, left, summed], sizes }),
    matrices(tensors[1], { names: b, order: [batch, summed, right], sizes }),
  );
  const order = [...batch, ...left, ...right];
  const unordered = product.reshape(order.map((axis) => sizes.get(axis)!));
  return ordered(
    unordered,
    [...result].map((axis) => order.indexOf(axis)),
  );
}

function sizesOf({ tensors, names }: Pair): Map<string, number> {
  const known = names.flatMap((name, i) =>
    [...name].map((axis, at) => [axis, tensors[i]!.shape[at]!] as const),
  );
  return new Map(known);
}

/** An operand as matrices: its own axes summed over, the others in three groups. */
function matrices(
  x: tf.Tensor,
  {
    names,
    order,
    sizes,
  }: { names: string[]; order: readonly string[][]; sizes: Map<string, number> },
): tf.Tensor {
  const kept = order.flat();
  const lone = names.flatMap((axis, i) => (kept.includes(axis) ? [] : [i]));
  const present = names.filter((axis) => kept.includes(axis));
  const rest = lone.length > 0 ? x.sum(lone) : x;
  const shape = order.map((axes) => axes.reduce((size, axis) => size * sizes.get(axis)!, 1));
  return ordered(
    rest,
    kept.map((axis) => present.indexOf(axis)),
  ).reshape(shape);
}

function ordered(x: tf.Tensor, axes: number[]): tf.Tensor {
  return axes.every((axis, i) => axis === i) ? x : x.transpose(axes);
}
