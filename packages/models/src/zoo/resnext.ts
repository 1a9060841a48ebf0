import type { Img } from "@rosenblatt/engine";
import type { NetworkOptions } from "../builders/network-options.js";
import { widener } from "../builders/width.js";
import { dense } from "../dense.js";
import { globalPool } from "../global-pool.js";
import { named } from "../named.js";
import { type Net, net } from "../net.js";
import { pool } from "../pool.js";
import { repeat } from "../repeat.js";
import { zeroPad } from "../zero-pad.js";
import { convNorm } from "./conv-norm.js";
import { groupedBottleneck } from "./grouped-bottleneck.js";

/**
 * ResNeXt-101 (64×4d): residual bottlenecks whose 3 × 3 convolutions fall into 64 groups of 4, 8,
 * 16 and 32 channels. A width changes the number of groups.
 *
 * Xie, Girshick, Dollár, Tu, He, Aggregated Residual Transformations for Deep Neural Networks
 * (2016), table 1 and figure 3c, https://arxiv.org/abs/1611.05431
 *
 * @throws RangeError for counts that are not above 0.
 * @example resnext101({ shape: [32, 32, 3], classes: 10, width: 1 / 16 })
 */
export function resnext101<const S extends Img = Img, const C extends number = 1000>({
  shape = [320, 320, 3] as Img as S,
  classes = 1000 as C,
  width = 1,
}: NetworkOptions<S, C> = {}): Net<S, readonly [C]> {
  const groups = widener("resnext101()", width)(64);
  return net(
    shape as Img,
    convNorm(groups, 7, { stride: 2, pad: "centred" }),
    zeroPad(1),
    pool(3, { stride: 2 }),
    named(
      "stage1",
      repeat(3, (i) => groupedBottleneck({ groups, depth: 4, first: i === 0, stride: 1 })),
    ),
    named(
      "stage2",
      repeat(4, (i) => groupedBottleneck({ groups, depth: 8, first: i === 0 })),
    ),
    named(
      "stage3",
      repeat(23, (i) => groupedBottleneck({ groups, depth: 16, first: i === 0 })),
    ),
    named(
      "stage4",
      repeat(3, (i) => groupedBottleneck({ groups, depth: 32, first: i === 0 })),
    ),
    globalPool(),
    dense(classes),
  ) as Net<S, readonly [C]>;
}
