import type { Img } from "@rosenblatt/engine";
import { conv } from "../conv.js";
import { dense } from "../dense.js";
import { flatten } from "../flatten.js";
import { type Net, net } from "../net.js";
import { pool } from "../pool.js";
import type { NetworkOptions } from "./network-options.js";
import { widener } from "./width.js";

/**
 * LeNet-5, as it is built today: every filter sees all maps, the largest value of four is kept,
 * ReLU, and logits. 61,706 parameters and 416,520 mult-adds for one grey picture of 28 × 28 or
 * 32 × 32 pixels; smaller pictures than 32 × 32 are padded by the first convolution, as the paper
 * pads its digits.
 *
 * LeCun, Bottou, Bengio, Haffner, Gradient-Based Learning Applied to Document Recognition (1998),
 * figure 2, https://doi.org/10.1109/5.726791
 *
 * @throws RangeError when the pictures are too small, or for counts that are not above 0.
 * @example
 * const data = await fashionMnist();
 * const model = lenet({ shape: data.shape, classes: data.classes.length });
 */
export function lenet<const S extends Img = Img, const C extends number = 10>({
  shape = [28, 28, 1] as Img as S,
  classes = 10 as C,
  width = 1,
}: NetworkOptions<S, C> = {}): Net<S, readonly [C]> {
  const wide = widener("lenet()", width);
  const pad = Math.min(shape[0], shape[1]) < 32 ? "same" : "valid";
  return net(
    shape as Img,
    conv(wide(6), 5, { pad }),
    pool(2),
    conv(wide(16), 5),
    pool(2),
    flatten(),
    dense(wide(120)),
    dense(wide(84)),
    dense(classes),
  ) as Net<S, readonly [C]>;
}
