import type { Img } from "@rosenblatt/engine";
import type { AnyLayer } from "../chain.js";
import { conv } from "../conv.js";
import { dense } from "../dense.js";
import { dropout } from "../dropout.js";
import { flatten } from "../flatten.js";
import { named } from "../named.js";
import { type Net, net } from "../net.js";
import { pool } from "../pool.js";
import { repeat } from "../repeat.js";
import type { NetworkOptions } from "./network-options.js";
import { vggStages } from "./vgg-stages.js";
import { widener } from "./width.js";

/**
 * VGG-16: thirteen convolutions of 3 × 3 and three dense layers, of 138,357,544 parameters, as in
 * torchvision and Keras, and 15,470,264,320 mult-adds.
 *
 * Simonyan, Zisserman, Very Deep Convolutional Networks for Large-Scale Image Recognition (2014),
 * table 1, column D, https://arxiv.org/abs/1409.1556
 *
 * @throws RangeError for pictures below 32 × 32 pixels, and for counts that are not above 0.
 * @example vgg16({ shape: [32, 32, 3], classes: 10, width: 0.125 })
 */
export function vgg16<const S extends Img = Img, const C extends number = 1000>({
  shape = [224, 224, 3] as Img as S,
  classes = 1000 as C,
  width = 1,
}: NetworkOptions<S, C> = {}): Net<S, readonly [C]> {
  const wide = widener("vgg16()", width);
  const layers: AnyLayer[] = [
    ...vggStages.flatMap(([count, filters], i) => [
      named(`stage${i + 1}`, repeat(count, conv(wide(filters), 3, { pad: "same" }))),
      pool(2),
    ]),
    flatten(),
    dense(wide(4096)),
    dropout(0.5),
    dense(wide(4096)),
    dropout(0.5),
    dense(classes),
  ];
  return net(shape as Img, ...layers) as unknown as Net<S, readonly [C]>;
}
