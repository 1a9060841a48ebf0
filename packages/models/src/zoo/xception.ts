import type { Img } from "@rosenblatt/engine";
import { activation } from "../activation-layer.js";
import { batchNorm } from "../batch-norm.js";
import { block } from "../block.js";
import type { NetworkOptions } from "../builders/network-options.js";
import { type Widen, widener } from "../builders/width.js";
import { dense } from "../dense.js";
import { dropout } from "../dropout.js";
import { globalPool } from "../global-pool.js";
import { named } from "../named.js";
import { type Net, net } from "../net.js";
import { pool } from "../pool.js";
import { repeat } from "../repeat.js";
import { residual } from "../residual.js";
import { separableConv } from "../separable-conv.js";
import { convNorm } from "./conv-norm.js";

/**
 * Xception: separable convolutions with residual connections.
 *
 * Chollet, Xception: Deep Learning with Depthwise Separable Convolutions (2016), figure 5,
 * https://arxiv.org/abs/1610.02357
 *
 * @throws RangeError when the pictures are too small, or for counts that are not above 0.
 * @example xception({ shape: [64, 64, 3], classes: 10, width: 0.25 })
 */
export function xception<const S extends Img = Img, const C extends number = 1000>({
  shape = [299, 299, 3] as Img as S,
  classes = 1000 as C,
  width = 1,
}: NetworkOptions<S, C> = {}): Net<S, readonly [C]> {
  const wide = widener("xception()", width);
  const { separable, down, middle } = modules(wide);
  const relu = activation("relu");
  return net(
    shape as Img,
    named("stem1", convNorm(wide(32), 3, { stride: 2, pad: "valid" })),
    named("stem2", convNorm(wide(64), 3, { pad: "valid" })),
    named("block2", down([128, 128], { act: false })),
    named("block3", down([256, 256])),
    named("block4", down([728, 728])),
    named("middle", repeat(8, middle)),
    named("block13", down([728, 1024])),
    named("block14", block(separable(1536), relu, separable(2048), relu)),
    globalPool(),
    dropout(0.5),
    dense(classes),
  ) as Net<S, readonly [C]>;
}

function modules(wide: Widen) {
  const relu = activation("relu");
  const separable = (filters: number) =>
    block(
      separableConv(wide(filters), 3, { pad: "same", act: "linear", bias: false }),
      batchNorm(),
    );
  return {
    separable,
    /** Two separable convolutions that halve the image; `act`: whether ReLU precedes the first. */
    down: ([first, second]: readonly [number, number], { act = true } = {}) =>
      residual(
        [
          ...(act ? [relu] : []),
          separable(first),
          relu,
          separable(second),
          pool(3, { stride: 2, pad: "same" }),
        ],
        { shortcut: convNorm(wide(second), 1, { stride: 2, act: "linear" }), act: "linear" },
      ),
    middle: residual(repeat(3, block(relu, separable(728))), { act: "linear" }),
  };
}
