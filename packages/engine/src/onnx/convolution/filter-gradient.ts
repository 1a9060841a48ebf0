import type { ConvolutionInfo } from "../../convolution/info.js";
import { sizeOf } from "../../size-of.js";
import { type GraphBuilder, nchwc } from "../graph-builder.js";
import { reshape, transpose, Value } from "../value.js";
import { wholeBlocks } from "./filters.js";
import { paddingOf } from "./windows.js";

/** The gradient of a convolution with respect to its filter, `[height, width, in, out]`. */
export function filterGradient(x: Value, dy: Value, info: ConvolutionInfo): Value {
  const dilated = info.dilationHeight > 1 || info.dilationWidth > 1;
  return x.target.block > 0 && !dilated ? byConvolution(x, dy, info) : byProduct(x, dy, info);
}

/**
 * One convolution whose filter are the errors: the pictures of the batch are its channels, and a
 * pixel's channels lie side by side as columns, so that a dilation of as many columns moves from
 * pixel to pixel. What comes out has a row for each row of the filter, and for each of its columns
 * and channels a column. As fast as the convolution itself; ONNX Runtime has no operator for it.
 */
function byConvolution(x: Value, dy: Value, info: ConvolutionInfo): Value {
  const { target } = x;
  const { builder } = target;
  const plan = planOf(info, target);
  const images = blockedImages(x, info, plan);
  const errors = errorsAsFilter(dy, info, plan);
  const { inChannels, outChannels, filterHeight, filterWidth } = info;
  const attributes = {
    kernel_shape: [plan.rows, info.outWidth],
    dilations: [info.strideHeight, info.strideWidth * inChannels],
    strides: [1, 1],
    pads: [0, 0, 0, 0],
    group: plan.groups,
  };
  const made = builder.add("Conv", [images, errors], { attributes, domain: nchwc });
  const sums = addedUp(made, info, plan, target);
  const order = { channels: outChannels, channels_last: 1 };
  const plain = builder.add("ReorderOutput", [sums], { attributes: order, domain: nchwc });
  const shape = [filterHeight, filterWidth, inChannels, outChannels];
  return new Value(target, { shape, name: reshape(builder, plain, shape) });
}

/** The sum of what the groups give, `[1, out, height, width · in]`, blocked. */
function addedUp(
  made: string,
  { filterHeight, filterWidth, inChannels, outChannels }: ConvolutionInfo,
  { groups }: Plan,
  target: Value["target"],
): string {
  if (groups === 1) return made;
  const { builder } = target;
  const shape = [wholeBlocks(target, outChannels), filterHeight, filterWidth * inChannels];
  const parts = reshape(builder, made, [groups, sizeOf(shape)]);
  const attributes = { keepdims: 0 };
  const sum = builder.add("ReduceSum", [parts, builder.ints([0])], { attributes });
  return reshape(builder, sum, [1, ...shape]);
}

/** How a batch is laid out as channels. */
interface Plan {
  /** Into how many parts the channels are cut, each of which gives a sum of its own. */
  readonly groups: number;
  /** Pictures, filled up with empty ones. */
  readonly pictures: number;
  /** Into how many bands of rows each picture is cut; each band is a channel of its own. */
  readonly bands: number;
  /** Rows of the errors in a band, the last one filled up with empty rows. */
  readonly rows: number;
}

/** Pixels times filters of the errors that stay in the cache, for one block of channels. */
const cached = 12800;

function planOf(info: ConvolutionInfo, { block, threads }: Value["target"]): Plan {
  const { batchSize, outHeight, outWidth, outChannels } = info;
  // The runtime shares rows of the result among threads, for four blocks of filters at a time.
  const shares = Math.ceil(outChannels / (4 * block)) * info.filterHeight;
  const groups = shares % threads === 0 ? 1 : 2;
  const pictures =
    batchSize >= block
      ? Math.ceil(batchSize / block) * block
      : 2 ** Math.ceil(Math.log2(batchSize));
  const filters = Math.min(outChannels, 4 * block);
  const most = Math.min(outHeight, Math.max(1, Math.floor(cached / (outWidth * filters))));
  const least = Math.ceil(most / 2);
  const plans = Array.from({ length: most - least + 1 }, (_, i) => {
    const wanted = Math.ceil(outHeight / (most - i));
    const whole = wanted === 1 && (pictures / block) % groups === 0;
    const multiple = whole ? 1 : Math.max(1, block / pictures) * groups;
    const bands = Math.ceil(wanted / multiple) * multiple;
    return { groups, pictures, bands, rows: Math.ceil(outHeight / bands) };
  });
  // Rows that fill up the last band cost as much as others.
  return plans.reduce((best, plan) =>
    plan.bands * plan.rows < best.bands * best.rows ? plan : best,
  );
}

/** The images as `[1, bands · pictures, rows, columns · channels]`, blocked. */
function blockedImages(x: Value, info: ConvolutionInfo, plan: Plan): string {
  const { builder } = x.target;
  const { strideHeight, strideWidth, filterHeight, filterWidth, padInfo, inChannels } = info;
  const step = plan.rows * strideHeight;
  const bandRows = (plan.rows - 1) * strideHeight + filterHeight;
  const height = (plan.bands - 1) * step + bandRows;
  const width = (info.outWidth - 1) * strideWidth + filterWidth;
  const ends = [
    plan.pictures - info.batchSize,
    height - info.inHeight - padInfo.top,
    width - info.inWidth - padInfo.left,
  ];
  const margins = [0, padInfo.top, padInfo.left, 0, ...ends, 0];
  const padded = margins.some((margin) => margin !== 0)
    ? builder.add("Pad", [x.plain, builder.ints(margins)])
    : x.plain;
  const banded =
    plan.bands === 1 ? padded : rowsOfBands(builder, padded, { plan, step, bandRows, height });
  const channels = plan.bands * plan.pictures;
  const flat = reshape(builder, banded, [1, channels, bandRows, width * inChannels]);
  return builder.add("ReorderInput", [flat], { domain: nchwc });
}

/** The rows of all pictures' first bands, of their second ones, and so on; bands overlap. */
function rowsOfBands(
  builder: GraphBuilder,
  images: string,
  { plan, step, bandRows, height }: { plan: Plan } & Record<"step" | "bandRows" | "height", number>,
): string {
  const rows = new Int32Array(plan.bands * plan.pictures * bandRows);
  let at = 0;
  for (let band = 0; band < plan.bands; band++) {
    for (let picture = 0; picture < plan.pictures; picture++) {
      for (let row = 0; row < bandRows; row++) rows[at++] = picture * height + band * step + row;
    }
  }
  const all = reshape(builder, images, [plan.pictures * height, -1]);
  const attributes = { axis: 0 };
  return builder.add("Gather", [all, builder.constant(rows, [rows.length])], { attributes });
}

/** The errors as a filter: pictures and bands are what it takes in, channels what it gives. */
function errorsAsFilter(dy: Value, info: ConvolutionInfo, plan: Plan): string {
  const { target } = dy;
  const { builder, block } = target;
  const { groups, pictures, bands, rows } = plan;
  const channels = wholeBlocks(target, info.outChannels);
  const blocks = channels / block;
  const lanes = [info.batchSize, blocks, info.outHeight, info.outWidth, block];
  const missing = [pictures - info.batchSize, 0, bands * rows - info.outHeight, 0, 0];
  const split = reshape(builder, dy.in("blocked"), lanes);
  const filled = missing.some((count) => count > 0)
    ? builder.add("Pad", [split, builder.ints([0, 0, 0, 0, 0, ...missing])])
    : split;
  const pixels = rows * info.outWidth;
  const axes =
    pictures < block
      ? [pictures, blocks, groups, (bands * pictures) / block / groups, block / pictures, pixels]
      : bands % groups === 0
        ? [pictures / block, block, blocks, groups, bands / groups, pixels]
        : [groups, pictures / block / groups, block, blocks, bands, pixels];
  const order =
    pictures < block
      ? [2, 1, 3, 5, 4, 0, 6]
      : bands % groups === 0
        ? [3, 2, 4, 0, 5, 1, 6]
        : [0, 3, 4, 1, 5, 2, 6];
  const name = transpose(builder, reshape(builder, filled, [...axes, block]), order);
  const depth = (bands * pictures) / groups;
  return reshape(builder, name, [groups * channels, depth, rows, info.outWidth]);
}

/** As a product of matrices: what each tap of the filter saw, times the errors. */
function byProduct(x: Value, dy: Value, info: ConvolutionInfo): Value {
  const { target } = x;
  const { builder } = target;
  const { batchSize, outHeight, outWidth, inChannels, outChannels } = info;
  const { filterHeight, filterWidth } = info;
  const places = outHeight * outWidth;
  const seen = builder.add("Concat", taps(x, info), { attributes: { axis: 1 } });
  const columns = filterHeight * filterWidth * inChannels;
  const rows = reshape(builder, seen, [batchSize, columns, places]);
  const errors = reshape(builder, dy.plain, [batchSize, places, outChannels]);
  const products = builder.add("MatMul", [rows, errors]);
  const attributes = { keepdims: 0 };
  const sums = builder.add("ReduceSum", [products, builder.ints([0])], { attributes });
  const shape = [filterHeight, filterWidth, inChannels, outChannels];
  return new Value(target, { shape, name: reshape(builder, sums, shape) });
}

/** For each tap of a filter the pixels that it saw, `[n, channels, out height, out width]`. */
export function taps(x: Value, info: ConvolutionInfo): string[] {
  const { builder } = x.target;
  const [top, left, bottom, right] = paddingOf(info);
  const margins = [0, 0, top, left, 0, 0, bottom, right];
  const padded = margins.some((margin) => margin > 0)
    ? builder.add("Pad", [x.in("planar"), builder.ints(margins)])
    : x.in("planar");
  const axes = builder.ints([2, 3]);
  const steps = builder.ints([info.strideHeight, info.strideWidth]);
  const names: string[] = [];
  for (let row = 0; row < info.filterHeight; row++) {
    for (let column = 0; column < info.filterWidth; column++) {
      const start = [row * info.dilationHeight, column * info.dilationWidth] as const;
      const end = [
        start[0] + (info.outHeight - 1) * info.strideHeight + 1,
        start[1] + (info.outWidth - 1) * info.strideWidth + 1,
      ];
      const bounds = [builder.ints(start), builder.ints(end)];
      names.push(builder.add("Slice", [padded, ...bounds, axes, steps]));
    }
  }
  return names;
}
