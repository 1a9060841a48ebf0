import type { Img } from "@rosenblatt/engine";
import { branch } from "../branch.js";
import type { NetworkOptions } from "../builders/network-options.js";
import { type Widen, widener } from "../builders/width.js";
import { conv } from "../conv.js";
import { dense } from "../dense.js";
import { depthwiseConv } from "../depthwise-conv.js";
import { dropout } from "../dropout.js";
import { globalPool } from "../global-pool.js";
import type { Layer } from "../layer.js";
import { named } from "../named.js";
import { type Net, net } from "../net.js";
import { pool } from "../pool.js";
import { convNorm } from "./conv-norm.js";

/**
 * Inception V2, the first network with batch normalization, in the form that was released with
 * TensorFlow: a separable first convolution, and normalization without gamma.
 *
 * Ioffe, Szegedy, Batch Normalization (2015), figure 5, https://arxiv.org/abs/1502.03167;
 * github.com/tensorflow/models, research/slim/nets/inception_v2.py
 *
 * @throws RangeError when the pictures are too small, or for counts that are not above 0.
 * @example inceptionV2({ shape: [32, 32, 3], classes: 10, width: 0.25 })
 */
export function inceptionV2<const S extends Img = Img, const C extends number = 1000>({
  shape = [224, 224, 3] as Img as S,
  classes = 1000 as C,
  width = 1,
}: NetworkOptions<S, C> = {}): Net<S, readonly [C]> {
  const wide = widener("inceptionV2()", width);
  const { mixed, reduction } = modules(wide);
  return net(
    shape as Img,
    ...stem(wide),
    mixed("mixed3b", [64, [64, 64], [64, 96, 96], 32]),
    mixed("mixed3c", [64, [64, 96], [64, 96, 96], 64]),
    reduction("mixed4a", [
      [128, 160],
      [64, 96, 96],
    ]),
    mixed("mixed4b", [224, [64, 96], [96, 128, 128], 128]),
    mixed("mixed4c", [192, [96, 128], [96, 128, 128], 128]),
    mixed("mixed4d", [160, [128, 160], [128, 160, 160], 96]),
    mixed("mixed4e", [96, [128, 192], [160, 192, 192], 96]),
    reduction("mixed5a", [
      [128, 192],
      [192, 256, 256],
    ]),
    mixed("mixed5b", [352, [192, 320], [160, 224, 224], 128]),
    mixed("mixed5c", [352, [192, 320], [192, 224, 224], 128], "max"),
    globalPool(),
    dropout(0.2),
    dense(classes),
  ) as Net<S, readonly [C]>;
}

/** Filters of the four paths: 1 × 1; 1 × 1 and 3 × 3; 1 × 1 and twice 3 × 3; after the pooling. */
type Mixed = readonly [
  number,
  readonly [number, number],
  readonly [number, number, number],
  number,
];
type Reduction = readonly [readonly [number, number], readonly [number, number, number]];

function stem(wide: Widen): Layer<Img, Img>[] {
  const multiplier = Math.max(1, Math.min(8, Math.floor(wide(64) / 3)));
  return [
    depthwiseConv(7, { stride: 2, pad: "same", multiplier, act: "linear", bias: false }),
    conv(wide(64), 1),
    pool(3, { stride: 2, pad: "same" }),
    convNorm(wide(64), 1, { gamma: false }),
    convNorm(wide(192), 3, { gamma: false }),
    pool(3, { stride: 2, pad: "same" }),
  ];
}

function modules(wide: Widen) {
  const cn = (filters: number, size: number, stride = 1) =>
    convNorm(wide(filters), size, { stride, gamma: false });
  const mixed = (name: string, [a, b, c, d]: Mixed, kind: "mean" | "max" = "mean") =>
    named(
      name,
      branch([
        cn(a, 1),
        [cn(b[0], 1), cn(b[1], 3)],
        [cn(c[0], 1), cn(c[1], 3), cn(c[2], 3)],
        [pool(3, { kind, stride: 1, pad: "same" }), cn(d, 1)],
      ]),
    );
  const reduction = (name: string, [a, b]: Reduction) =>
    named(
      name,
      branch([
        [cn(a[0], 1), cn(a[1], 3, 2)],
        [cn(b[0], 1), cn(b[1], 3), cn(b[2], 3, 2)],
        pool(3, { stride: 2, pad: "same" }),
      ]),
    );
  return { mixed, reduction };
}
