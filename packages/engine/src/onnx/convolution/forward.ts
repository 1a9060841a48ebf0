import type { ConvolutionInfo } from "../../convolution/info.js";
import { filledVector } from "../elementwise.js";
import { nchwc } from "../graph-builder.js";
import { type Fuse, reshape, Value } from "../value.js";
import { convolveByProduct, readsMoreThanSums } from "./by-product.js";
import { blockedFilter, type Filter, planarFilter } from "./filters.js";
import { type Margins, paddingOf } from "./windows.js";

/** Where a filter moves. */
export interface Walk {
  readonly strides: readonly [number, number];
  readonly dilations: readonly [number, number];
  readonly pads: Margins;
  /** Of the batch that comes out, `[n, height, width, channels]`. */
  readonly outShape: readonly number[];
}

/** How the filter of a convolution moves. */
export function walkOf(info: ConvolutionInfo): Walk {
  return {
    strides: [info.strideHeight, info.strideWidth],
    dilations: [info.dilationHeight, info.dilationWidth],
    pads: paddingOf(info),
    outShape: info.outShape,
  };
}

/** A convolution of images with a filter over all their channels. */
export function convolve(x: Value, filter: Filter, walk: Walk): Value {
  if (x.target.block === 0) return planar(x, filter, walk, {});
  if (readsMoreThanSums(filter, walk)) return convolveByProduct(x, filter, walk);
  return blocked(x, filter, walk, {});
}

interface Extra {
  bias?: Value;
  relu?: boolean;
}

/** By the runtime's blocked operator, which is the fastest it has. */
function blocked(x: Value, filter: Filter, walk: Walk, { bias, relu }: Extra): Value {
  const { target } = x;
  const { builder, block } = target;
  const { origin } = builder;
  const blockedInputs = filter.inputs >= block;
  const images = x.in(blockedInputs ? "blocked" : "planar");
  const inputs = [images, blockedFilter(target, filter, { blockedInputs })];
  if (bias) inputs.push(filledVector(target, vector(bias), filter.outputs));
  const attributes = { ...attributesOf(filter, walk), ...(relu ? { activation: "Relu" } : {}) };
  const name = builder.add("Conv", inputs, { attributes, domain: nchwc });
  const fuse: Fuse = ({ bias: added, relu: bent, add }) => {
    if (relu || add || (bias && added)) return undefined;
    const all = added ?? bias;
    const more = { ...(all ? { bias: all } : {}), relu: bent ?? false };
    return builder.at(origin, () => blocked(x, filter, walk, more));
  };
  return new Value(target, { shape: walk.outShape, name, form: "blocked", fuse });
}

/** By ONNX's own operator, which every runtime has. */
function planar(x: Value, filter: Filter, walk: Walk, { bias }: Extra): Value {
  const { target } = x;
  const { builder } = target;
  const { origin } = builder;
  const inputs = [x.in("planar"), planarFilter(target, filter), ...(bias ? [vector(bias)] : [])];
  const name = builder.add("Conv", inputs, { attributes: attributesOf(filter, walk) });
  const fuse: Fuse = ({ bias: added, add }) =>
    added && !bias && !add
      ? builder.at(origin, () => planar(x, filter, walk, { bias: added }))
      : undefined;
  return new Value(target, { shape: walk.outShape, name, form: "planar", fuse });
}

function vector(bias: Value): string {
  return reshape(bias.target.builder, bias.plain, [bias.size]);
}

export function attributesOf(
  { height, width }: Pick<Filter, "height" | "width">,
  { strides, dilations, pads }: Walk,
) {
  return { kernel_shape: [height, width], strides, dilations, pads };
}
