import type { ConvolutionInfo } from "../../convolution/info.js";
import { apartBy, imagesOf, interleaved, margined, toValue } from "../images.js";
import { Value } from "../value.js";
import type { Walk } from "./forward.js";
import type { Margins } from "./windows.js";

/** Every `step`th tap of a filter, `[rows, columns]`. */
export interface Taps {
  readonly start: readonly [number, number];
  readonly step: readonly [number, number];
  readonly count: readonly [number, number];
}

/** Convolves errors with some taps of a filter turned round. */
export type Convolve = (dy: Value, taps: Taps, walk: Walk) => Value;

/** The sizes of a convolution and the channels of its images. */
export type Spread = Pick<
  ConvolutionInfo,
  | "inShape"
  | "outShape"
  | "filterHeight"
  | "filterWidth"
  | "strideHeight"
  | "strideWidth"
  | "dilationHeight"
  | "dilationWidth"
  | "padInfo"
>;

/**
 * Spreads errors out over the images that a filter has seen. With a stride of s the pixels are of
 * s phases along each axis: those of a phase are reached by every sth tap only, so each phase is a
 * small convolution of the errors, and the phases take turns in the result.
 */
export function spreadOut(dy: Value, info: Spread, { convolve }: { convolve: Convolve }): Value {
  const { strideHeight, strideWidth, dilationHeight, dilationWidth } = info;
  const steps = [strideHeight, strideWidth] as const;
  const dilated = dilationHeight > 1 || dilationWidth > 1;
  if (dilated && steps.some((step) => step > 1)) {
    const apart = toValue(apartBy(imagesOf(dy), steps));
    const shape = apart.shape as [number, number, number, number];
    return spreadOut(
      apart,
      { ...info, strideHeight: 1, strideWidth: 1, outShape: shape },
      { convolve },
    );
  }
  const { inShape } = info;
  const rows = phases(info, 0);
  const columns = phases(info, 1);
  const parts = rows.map((row) =>
    columns.map((column) => phase(dy, { info, row, column, convolve })),
  );
  if (rows.length === 1 && columns.length === 1) return parts[0]![0]!;
  const made = parts.flat().find((part) => part !== undefined)!;
  const all = interleaved(parts.map((line) => line.map((part) => imagesOf(part, made.home))));
  const left = [inShape[1]! - all.height, inShape[2]! - all.width] as const;
  return toValue(margined(all, [0, 0, ...left]));
}

/** The pixels of one phase along an axis. */
interface Phase {
  /** How many there are. */
  readonly size: number;
  readonly start: number;
  readonly step: number;
  readonly taps: number;
  /** Where the errors begin and end that they see, in errors before the first and after the last. */
  readonly before: number;
  readonly after: number;
  readonly dilation: number;
}

function phases(info: Spread, axis: 0 | 1): Phase[] {
  const [step, filter, dilation, pad] =
    axis === 0
      ? [info.strideHeight, info.filterHeight, info.dilationHeight, info.padInfo.top]
      : [info.strideWidth, info.filterWidth, info.dilationWidth, info.padInfo.left];
  const size = Math.ceil(info.inShape[axis + 1]! / step);
  const errors = info.outShape[axis + 1]!;
  return Array.from({ length: step }, (_, residue) => {
    const start = (residue + pad) % step;
    const taps = Math.max(0, Math.ceil((filter - start) / step));
    const before = (taps - 1) * dilation - Math.floor((residue + pad) / step);
    const after = size + (taps - 1) * dilation - errors - before;
    return { size, start, step, taps, before, after, dilation };
  });
}

function phase(
  dy: Value,
  { info, row, column, convolve }: { info: Spread; row: Phase; column: Phase; convolve: Convolve },
): Value {
  const [batch, , , channels] = info.inShape;
  const outShape = [batch, row.size, column.size, channels] as const;
  if (row.taps === 0 || column.taps === 0) return zeros(dy, outShape);
  const taps: Taps = {
    start: [row.start, column.start],
    step: [row.step, column.step],
    count: [row.taps, column.taps],
  };
  const margins: Margins = [row.before, column.before, row.after, column.after];
  const pads = margins.map((margin) => Math.max(0, margin)) as unknown as Margins;
  const dilations = [row.dilation, column.dilation] as const;
  return convolve(cropped(dy, margins), taps, { strides: [1, 1], dilations, pads, outShape });
}

/** Images without what negative margins cut away. */
function cropped(x: Value, margins: Margins): Value {
  const cuts = margins.map((margin) => Math.min(0, margin)) as unknown as Margins;
  return cuts.some((margin) => margin < 0) ? toValue(margined(imagesOf(x), cuts)) : x;
}

function zeros({ target }: Value, shape: readonly [number, number, number, number]): Value {
  const { builder, block } = target;
  const [n, height, width, channels] = shape;
  const form = block > 0 ? "blocked" : "planar";
  const filled = block > 0 ? Math.ceil(channels / block) * block : channels;
  const name = builder.add("Expand", [builder.scalar(0), builder.ints([n, filled, height, width])]);
  return new Value(target, { shape, name, form });
}
