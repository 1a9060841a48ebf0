import { type Fuse, reshape, Value } from "../value.js";
import type { Filter } from "./filters.js";
import type { Walk } from "./forward.js";

/** Places that a filter sees in one picture, at most: more, and the blocked operator is faster. */
const fewPlaces = 32;
/** Weights from which on reading them costs more than the sums do. */
const manyWeights = 2 ** 18;

/**
 * Whether a filter has so many weights, and its pictures so few places, that the runtime's operator
 * would spend its time on reading the weights anew for every picture.
 */
export function readsMoreThanSums({ height, width, inputs, outputs }: Filter, walk: Walk): boolean {
  const [, rows, columns] = walk.outShape as [number, number, number, number];
  const weights = height * width * inputs * outputs;
  const cropped = walk.pads.some((pad) => pad < 0);
  return rows * columns <= fewPlaces && weights >= manyWeights && !cropped;
}

/** A convolution as products of matrices over the places of all pictures. */
export function convolveByProduct(x: Value, filter: Filter, walk: Walk): Value {
  return filter.turned ? tapByTap(x, filter, walk) : atOnce(x, filter, walk);
}

/** What all taps see side by side, times the filter as it lies in memory. */
function atOnce(x: Value, filter: Filter, walk: Walk, bias?: Value): Value {
  const { target } = x;
  const { builder } = target;
  const { origin } = builder;
  const { height, width, inputs, outputs } = filter;
  const taps = Array.from({ length: height * width }, (_, tap) => tap);
  const rows = seen(x, { filter, walk, taps });
  const depth = height * width * inputs;
  const operands = [
    reshape(builder, rows, [-1, depth]),
    reshape(builder, filter.name, [depth, outputs]),
    ...(bias ? [reshape(builder, bias.plain, [outputs])] : []),
  ];
  const name = reshape(builder, builder.add("Gemm", operands), walk.outShape);
  const fuse: Fuse = ({ bias: added, relu, add }) =>
    added && !bias && !relu && !add
      ? builder.at(origin, () => atOnce(x, filter, walk, added))
      : undefined;
  return new Value(target, { shape: walk.outShape, name, fuse });
}

/** Of a filter turned round, each tap's matrix lies the other way in memory, which a product takes. */
function tapByTap(x: Value, filter: Filter, walk: Walk): Value {
  const { target } = x;
  const { builder } = target;
  const { height, width, inputs, outputs } = filter;
  const count = height * width;
  const matrices = builder.addMany(
    "Split",
    [reshape(builder, filter.name, [count * outputs, inputs])],
    { outputs: count, attributes: { axis: 0, num_outputs: count } },
  );
  let sum: string | undefined;
  matrices.forEach((matrix, tap) => {
    const operands = [seen(x, { filter, walk, taps: [tap] }), matrix];
    if (sum !== undefined) operands.push(sum);
    sum = builder.add("Gemm", operands, { attributes: { transB: 1 } });
  });
  const shape = walk.outShape;
  return new Value(target, { shape, name: reshape(builder, sum!, shape) });
}

/** The pixels `[places · taps, channels]` that taps of a filter see from each place. */
function seen(
  x: Value,
  { filter, walk, taps }: { filter: Filter; walk: Walk; taps: readonly number[] },
): string {
  const { builder } = x.target;
  const [pictures, inHeight, inWidth, channels] = x.shape as [number, number, number, number];
  const [top, left, bottom, right] = walk.pads;
  const margins = [0, top, left, 0, 0, bottom, right, 0];
  const padded = margins.some((margin) => margin > 0)
    ? builder.add("Pad", [x.plain, builder.ints(margins)])
    : x.plain;
  const [height, width] = [inHeight + top + bottom, inWidth + left + right];
  const [, rows, columns] = walk.outShape as [number, number, number, number];
  const positions = new Int32Array(pictures * rows * columns * taps.length);
  let at = 0;
  for (let place = 0; place < pictures * rows * columns; place++) {
    const picture = Math.floor(place / (rows * columns));
    const row = (Math.floor(place / columns) % rows) * walk.strides[0];
    const column = (place % columns) * walk.strides[1];
    for (const tap of taps) {
      const y = row + Math.floor(tap / filter.width) * walk.dilations[0];
      positions[at++] =
        (picture * height + y) * width + column + (tap % filter.width) * walk.dilations[1];
    }
  }
  const pixels = reshape(builder, padded, [pictures * height * width, channels]);
  const indices = builder.constant(positions, [positions.length]);
  return builder.add("Gather", [pixels, indices], { attributes: { axis: 0 } });
}
