import type { Img } from "@rosenblatt/engine";
import type { Activation } from "../activation.js";
import { activation } from "../activation-layer.js";
import { batchNorm } from "../batch-norm.js";
import { block } from "../block.js";
import type { AnyLayer } from "../chain.js";
import { conv } from "../conv.js";
import { dense } from "../dense.js";
import { depthwiseConv } from "../depthwise-conv.js";
import { dropout } from "../dropout.js";
import { globalPool } from "../global-pool.js";
import { named } from "../named.js";
import { type Net, net } from "../net.js";
import { residual } from "../residual.js";
import type { NetworkOptions } from "./network-options.js";
import { widener } from "./width.js";

/** As in TensorFlow, whose networks these are. */
const norm = () => batchNorm({ epsilon: 1e-3, momentum: 0.99 });

interface WindowOptions {
  readonly stride?: number;
  readonly act?: Activation;
}

function full(
  filters: number,
  size: number,
  { stride = 1, act = "relu6" }: WindowOptions = {},
): AnyLayer[] {
  const sums = conv(filters, size, { stride, pad: "same", act: "linear", bias: false });
  return [sums, norm(), ...(act === "linear" ? [] : [activation(act)])];
}

function depthwise({ stride = 1 }: WindowOptions): AnyLayer[] {
  const sums = depthwiseConv(3, { stride, pad: "same", act: "linear", bias: false });
  return [sums, norm(), activation("relu6")];
}

/** Table 1 of the first paper: the stride of each depthwise layer, and how many filters follow. */
const separable = [
  [1, 64],
  [2, 128],
  [1, 128],
  [2, 256],
  [1, 256],
  [2, 512],
  [1, 512],
  [1, 512],
  [1, 512],
  [1, 512],
  [1, 512],
  [2, 1024],
  [1, 1024],
] as const;

/**
 * MobileNet: each channel is looked at by itself, then all of them pixel by pixel. 4,253,864
 * parameters, as in Keras, 4,231,976 of which training changes, and 568,740,352 mult-adds (the
 * paper: 4.2 and 569 million). `width` is the paper's α.
 *
 * Howard et al., MobileNets (2017), table 1, https://arxiv.org/abs/1704.04861
 *
 * @throws RangeError for counts that are not above 0.
 * @example mobilenetV1({ shape: [32, 32, 3], classes: 10, width: 0.25 })
 */
export function mobilenetV1<const S extends Img = Img, const C extends number = 1000>({
  shape = [224, 224, 3] as Img as S,
  classes = 1000 as C,
  width = 1,
}: NetworkOptions<S, C> = {}): Net<S, readonly [C]> {
  const wide = widener("mobilenetV1()", width);
  const blocks = separable.map(([stride, filters], i) =>
    joined(`block${i + 1}`, [...depthwise({ stride }), ...full(wide(filters), 1)]),
  );
  const layers: AnyLayer[] = [
    joined("stem", full(wide(32), 3, { stride: 2 })),
    ...blocks,
    globalPool(),
    dropout(1e-3),
    dense(classes),
  ];
  return net(shape as Img, ...layers) as unknown as Net<S, readonly [C]>;
}

/** Table 2 of the second paper: expansion t, filters c, blocks n and the stride s of the first. */
const inverted = [
  [1, 16, 1, 1],
  [6, 24, 2, 2],
  [6, 32, 3, 2],
  [6, 64, 4, 2],
  [6, 96, 3, 1],
  [6, 160, 3, 2],
  [6, 320, 1, 1],
] as const;

/**
 * MobileNetV2: residual blocks that are wide inside and narrow at their ends. 3,538,984
 * parameters, as in Keras, 3,504,872 of which training changes, as in torchvision too, and
 * 300,774,272 mult-adds (the paper: 3.4 and 300 million). Filters are multiples of 8; `width` is
 * the paper's multiplier, which the last convolution only follows above 1.
 *
 * Sandler, Howard, Zhu, Zhmoginov, Chen, MobileNetV2 (2018), table 2,
 * https://arxiv.org/abs/1801.04381
 *
 * @throws RangeError for counts that are not above 0.
 * @example mobilenetV2({ shape: [32, 32, 3], classes: 10, width: 0.35 })
 */
export function mobilenetV2<const S extends Img = Img, const C extends number = 1000>({
  shape = [224, 224, 3] as Img as S,
  classes = 1000 as C,
  width = 1,
}: NetworkOptions<S, C> = {}): Net<S, readonly [C]> {
  widener("mobilenetV2()", width);
  const wide = (filters: number) => byEight(filters * width);
  let channels = wide(32);
  const layers: AnyLayer[] = [joined("stem", full(channels, 3, { stride: 2 }))];
  for (const [expansion, filters, count, first] of inverted) {
    for (let i = 0; i < count; i++) {
      const stride = i === 0 ? first : 1;
      const made = bottleneck({ channels, expansion, filters: wide(filters), stride });
      layers.push(named(`block${layers.length}`, made));
      channels = wide(filters);
    }
  }
  layers.push(joined("head", full(byEight(1280 * Math.max(1, width)), 1)));
  layers.push(globalPool(), dropout(0.2), dense(classes));
  return net(shape as Img, ...layers) as unknown as Net<S, readonly [C]>;
}

/** Figure 4d: to many channels, a look at each, and to few channels without an activation. */
function bottleneck({
  channels,
  expansion,
  filters,
  stride,
}: {
  channels: number;
  expansion: number;
  filters: number;
  stride: number;
}): AnyLayer {
  const path = [
    ...(expansion === 1 ? [] : full(expansion * channels, 1)),
    ...depthwise({ stride }),
    ...full(filters, 1, { act: "linear" }),
  ];
  return stride === 1 && channels === filters
    ? (residual(path, { act: "linear" }) as AnyLayer)
    : joined("", path);
}

/** Some layers as one, of this name. */
function joined(name: string, layers: readonly AnyLayer[]): AnyLayer {
  return named(name, block(...(layers as [AnyLayer])) as AnyLayer);
}

/** The nearest multiple of 8, never more than a tenth below. */
function byEight(filters: number): number {
  const near = Math.max(8, Math.round(filters / 8) * 8);
  return near < 0.9 * filters ? near + 8 : near;
}
