import { nchwc } from "./graph-builder.js";
import { imagesOf } from "./images.js";
import { reshape, type Value } from "./value.js";

/** The mean of each channel over batch, rows and columns: a vector. */
export function channelMeans(x: Value): string {
  const { builder } = x.target;
  const channels = x.shape.at(-1)!;
  if (x.home === "plain") return meanOf(x, reshape(builder, x.plain, [-1, channels]));
  if (x.home === "blocked") {
    return ofImages(x, builder.add("GlobalAveragePool", [x.in("blocked")], { domain: nchwc }));
  }
  return ofImages(x, builder.add("GlobalAveragePool", [x.in("planar")]));
}

/**
 * The mean of the products of two batches of images, channel by channel: a vector. In blocks it is
 * a depthwise convolution of one with the other as its filter, which reads both once and writes
 * no products.
 */
export function channelProducts(a: Value, b: Value): string {
  const { target } = a;
  const { builder } = target;
  const channels = a.shape.at(-1)!;
  if (a.home !== "blocked") {
    const products = builder.add("Mul", [a.in(a.home), b.in(a.home)]);
    if (a.home === "plain") return meanOf(a, reshape(builder, products, [-1, channels]));
    return ofImages(a, builder.add("GlobalAveragePool", [products]));
  }
  const { images, height, width, lanes } = imagesOf(a);
  const groups = images * lanes;
  const pixels = reshape(builder, a.in("blocked"), [1, groups, height, width]);
  const filter = reshape(builder, b.in("blocked"), [groups, 1, height, width]);
  const attributes = { kernel_shape: [height, width], group: groups };
  const sums = builder.add("Conv", [pixels, filter], { attributes, domain: nchwc });
  return ofImages(a, builder.add("Mul", [sums, builder.scalar(1 / (height * width))]));
}

/** The mean over the batch of what there is for each picture and channel. */
function ofImages(x: Value, name: string): string {
  const { images, lanes, batch } = imagesOf(x);
  return meanOf(x, reshape(x.target.builder, name, [batch, (images * lanes) / batch]));
}

function meanOf({ target: { builder }, shape }: Value, name: string): string {
  const channels = shape.at(-1)!;
  const attributes = { keepdims: 0 };
  const means = builder.add("ReduceMean", [name, builder.ints([0])], { attributes });
  // The channels that fill a block are left out.
  return builder.add("Slice", [means, builder.ints([0]), builder.ints([channels])]);
}
