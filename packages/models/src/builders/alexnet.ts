import type { Img } from "@rosenblatt/engine";
import { conv } from "../conv.js";
import { dense } from "../dense.js";
import { dropout } from "../dropout.js";
import { flatten } from "../flatten.js";
import { type Net, net } from "../net.js";
import { pool } from "../pool.js";
import { zeroPad } from "../zero-pad.js";
import type { NetworkOptions } from "./network-options.js";
import { widener } from "./width.js";

/**
 * AlexNet for one processor, as torchvision has it: five convolutions and three dense layers, of
 * 61,100,840 parameters and 714,188,480 mult-adds. The network of 2012 was halved over two
 * processors and normalized its responses.
 *
 * Krizhevsky, One weird trick for parallelizing convolutional neural networks (2014), footnote 1,
 * https://arxiv.org/abs/1404.5997; Krizhevsky, Sutskever, Hinton (2012), figure 2.
 *
 * @throws RangeError for pictures below 63 × 63 pixels, and for counts that are not above 0.
 * @example alexnet({ shape: [64, 64, 3], classes: 10, width: 0.25 })
 */
export function alexnet<const S extends Img = Img, const C extends number = 1000>({
  shape = [224, 224, 3] as Img as S,
  classes = 1000 as C,
  width = 1,
}: NetworkOptions<S, C> = {}): Net<S, readonly [C]> {
  const wide = widener("alexnet()", width);
  return net(
    shape as Img,
    zeroPad(2),
    conv(wide(64), 11, { stride: 4 }),
    pool(3, { stride: 2 }),
    conv(wide(192), 5, { pad: "same" }),
    pool(3, { stride: 2 }),
    conv(wide(384), 3, { pad: "same" }),
    conv(wide(256), 3, { pad: "same" }),
    conv(wide(256), 3, { pad: "same" }),
    pool(3, { stride: 2 }),
    flatten(),
    dropout(0.5),
    dense(wide(4096)),
    dropout(0.5),
    dense(wide(4096)),
    dense(classes),
  ) as Net<S, readonly [C]>;
}
