import type { Img } from "@rosenblatt/engine";
import type { Activation } from "../activation.js";
import { branch } from "../branch.js";
import type { NetworkOptions } from "../builders/network-options.js";
import { type Widen, widener } from "../builders/width.js";
import { conv } from "../conv.js";
import { dense } from "../dense.js";
import { dropout } from "../dropout.js";
import { globalPool } from "../global-pool.js";
import type { Layer } from "../layer.js";
import { named } from "../named.js";
import { type Net, net } from "../net.js";
import { pool } from "../pool.js";
import { repeat } from "../repeat.js";
import { rescale } from "../rescale.js";
import { residual } from "../residual.js";
import type { WindowSize } from "../window.js";
import { convNorm } from "./conv-norm.js";
import { inceptionStem } from "./inception-stem.js";

/**
 * Inception-ResNet V2, without its auxiliary classifier, as it was released: the stem of Inception
 * V3, and normalization without gamma.
 *
 * Szegedy, Ioffe, Vanhoucke, Alemi, Inception-v4, Inception-ResNet and the Impact of Residual
 * Connections on Learning (2016), figures 15 to 19, https://arxiv.org/abs/1602.07261;
 * github.com/tensorflow/models, research/slim/nets/inception_resnet_v2.py
 *
 * @throws RangeError when the pictures are smaller than 75 × 75, or for counts that are not above 0.
 * @example inceptionResnetV2({ shape: [96, 96, 3], classes: 10, width: 0.25 })
 */
export function inceptionResnetV2<const S extends Img = Img, const C extends number = 1000>({
  shape = [299, 299, 3] as Img as S,
  classes = 1000 as C,
  width = 1,
}: NetworkOptions<S, C> = {}): Net<S, readonly [C]> {
  const wide = widener("inceptionResnetV2()", width);
  const { cn, mixed5b, mixed6a, mixed7a, block35, block17, block8 } = modules(wide);
  return net(
    shape as Img,
    ...inceptionStem(wide),
    named("mixed5b", mixed5b),
    named("block35", repeat(10, block35)),
    named("mixed6a", mixed6a),
    named("block17", repeat(20, block17)),
    named("mixed7a", mixed7a),
    named("block8", repeat(9, block8(0.2, "relu"))),
    named("last8", block8(1, "linear")),
    cn(1536, 1),
    globalPool(),
    dropout(0.2),
    dense(classes),
  ) as Net<S, readonly [C]>;
}

function modules(wide: Widen) {
  const cn = (filters: number, size: WindowSize) => convNorm(wide(filters), size, { gamma: false });
  const down = (filters: number) =>
    convNorm(wide(filters), 3, { stride: 2, pad: "valid", gamma: false });
  const sum = (...filters: number[]) => filters.reduce((total, count) => total + wide(count), 0);
  const channels35 = sum(96, 64, 96, 64);
  const channels17 = channels35 + sum(384, 384);
  const channels8 = channels17 + sum(384, 288, 320);
  return {
    cn,
    mixed5b: branch([
      cn(96, 1),
      [cn(48, 1), cn(64, 5)],
      [cn(64, 1), cn(96, 3), cn(96, 3)],
      [pool(3, { kind: "mean", stride: 1, pad: "same" }), cn(64, 1)],
    ]),
    mixed6a: branch([down(384), [cn(256, 1), cn(256, 3), down(384)], pool(3, { stride: 2 })]),
    mixed7a: branch([
      [cn(256, 1), down(384)],
      [cn(256, 1), down(288)],
      [cn(256, 1), cn(288, 3), down(320)],
      pool(3, { stride: 2 }),
    ]),
    /** Figure 16. */
    block35: addedBack(
      branch([cn(32, 1), [cn(32, 1), cn(32, 3)], [cn(32, 1), cn(48, 3), cn(64, 3)]]),
      { channels: channels35, factor: 0.17 },
    ),
    /** Figure 17. */
    block17: addedBack(branch([cn(192, 1), [cn(128, 1), cn(160, [1, 7]), cn(192, [7, 1])]]), {
      channels: channels17,
      factor: 0.1,
    }),
    /** Figure 19. */
    block8: (factor: number, act: Activation) =>
      addedBack(branch([cn(192, 1), [cn(192, 1), cn(224, [1, 3]), cn(256, [3, 1])]]), {
        channels: channels8,
        factor,
        act,
      }),
  };
}

/** A module whose outputs are brought to the input's channels, made smaller, and added to it. */
function addedBack(
  module: Layer<Img, Img>,
  { channels, factor, act = "relu" }: { channels: number; factor: number; act?: Activation },
): Layer<Img, Img> {
  return residual([module, conv(channels, 1, { act: "linear" }), rescale(factor)], { act });
}
