import type { Img } from "@rosenblatt/engine";
import type { NetworkOptions } from "../builders/network-options.js";
import { widener } from "../builders/width.js";
import { dense } from "../dense.js";
import { dropout } from "../dropout.js";
import { globalPool } from "../global-pool.js";
import { named } from "../named.js";
import { type Net, net } from "../net.js";
import { pool } from "../pool.js";
import { repeat } from "../repeat.js";
import { squeezeExcite } from "../squeeze-excite.js";
import { convNorm } from "./conv-norm.js";
import { groupedBottleneck } from "./grouped-bottleneck.js";

/**
 * SENet-154, the network with which squeeze and excitation won ImageNet's last contest: ResNeXt's
 * bottlenecks in 64 groups, each followed by squeeze and excitation. A width changes the number
 * of groups.
 *
 * Hu, Shen, Albanie, Sun, Wu, Squeeze-and-Excitation Networks (2017), appendix,
 * https://arxiv.org/abs/1709.01507; github.com/hujie-frank/SENet
 *
 * @throws RangeError for counts that are not above 0.
 * @example senet154({ shape: [32, 32, 3], classes: 10, width: 1 / 16 })
 */
export function senet154<const S extends Img = Img, const C extends number = 1000>({
  shape = [320, 320, 3] as Img as S,
  classes = 1000 as C,
  width = 1,
}: NetworkOptions<S, C> = {}): Net<S, readonly [C]> {
  const groups = widener("senet154()", width)(64);
  return net(
    shape as Img,
    convNorm(groups, 3, { stride: 2, pad: "centred" }),
    convNorm(groups, 3),
    convNorm(groups * 2, 3),
    pool(3, { stride: 2, pad: "same" }),
    named(
      "stage2",
      repeat(3, (i) => bottleneck({ groups, depth: 4, first: i === 0, stride: 1 })),
    ),
    named(
      "stage3",
      repeat(8, (i) => bottleneck({ groups, depth: 8, first: i === 0 })),
    ),
    named(
      "stage4",
      repeat(36, (i) => bottleneck({ groups, depth: 16, first: i === 0 })),
    ),
    named(
      "stage5",
      repeat(3, (i) => bottleneck({ groups, depth: 32, first: i === 0 })),
    ),
    globalPool(),
    dropout(0.2),
    dense(classes),
  ) as Net<S, readonly [C]>;
}

/** The first 1 × 1 convolution has half the filters; a stage's first shortcut is 3 × 3. */
function bottleneck(place: { groups: number; depth: number; first: boolean; stride?: number }) {
  const attention = squeezeExcite({ reduction: 16 });
  return groupedBottleneck({ ...place, squeeze: 0.5, shortcutSize: 3, attention });
}
