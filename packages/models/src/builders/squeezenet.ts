import type { Img } from "@rosenblatt/engine";
import { block } from "../block.js";
import { branch } from "../branch.js";
import type { AnyLayer } from "../chain.js";
import { conv } from "../conv.js";
import { dropout } from "../dropout.js";
import { globalPool } from "../global-pool.js";
import type { Layer } from "../layer.js";
import { named } from "../named.js";
import { type Net, net } from "../net.js";
import { pool } from "../pool.js";
import type { NetworkOptions } from "./network-options.js";
import { type Widen, widener } from "./width.js";

/**
 * SqueezeNet 1.0: 1,248,424 parameters, as in the paper and in torchvision, and 818,924,576
 * mult-adds. Three of its poolings also take windows that reach over the edge.
 *
 * Iandola, Han, Moskewicz, Ashraf, Dally, Keutzer, SqueezeNet (2016), table 1,
 * https://arxiv.org/abs/1602.07360
 *
 * @throws RangeError for pictures below 21 × 21 pixels, and for counts that are not above 0.
 * @example squeezenet({ shape: [64, 64, 3], classes: 10, width: 0.5 })
 */
export function squeezenet<const S extends Img = Img, const C extends number = 1000>({
  shape = [224, 224, 3] as Img as S,
  classes = 1000 as C,
  width = 1,
}: NetworkOptions<S, C> = {}): Net<S, readonly [C]> {
  const wide = widener("squeezenet()", width);
  const layers: AnyLayer[] = [
    conv(wide(96), 7, { stride: 2 }),
    wholePool(),
    fire("fire2", { squeeze: 16, wide }),
    fire("fire3", { squeeze: 16, wide }),
    fire("fire4", { squeeze: 32, wide }),
    wholePool(),
    fire("fire5", { squeeze: 32, wide }),
    fire("fire6", { squeeze: 48, wide }),
    fire("fire7", { squeeze: 48, wide }),
    fire("fire8", { squeeze: 64, wide }),
    wholePool(),
    fire("fire9", { squeeze: 64, wide }),
    dropout(0.5),
    conv(classes, 1, { act: "relu" }),
    globalPool(),
  ];
  return net(shape as Img, ...layers) as unknown as Net<S, readonly [C]>;
}

/** Figure 1: few channels, then four times as many by windows of each of two sizes. */
function fire(name: string, { squeeze, wide }: { squeeze: number; wide: Widen }): AnyLayer {
  const expand = wide(4 * squeeze);
  const paths = branch([conv(expand, 1), conv(expand, 3, { pad: "same" })]);
  return named(name, block(conv(wide(squeeze), 1), paths));
}

/** The largest of 3 × 3 values, every second place, the last window over the edge if need be. */
function wholePool(): Layer<Img, Img> {
  const inside = pool(3, { stride: 2 });
  const over = pool(3, { stride: 2, pad: "same" });
  // One more column on the right and row at the bottom is what "same" adds to even sides.
  const fitting = (side: number) => (side % 2 === 0 ? over : inside);
  return {
    ...inside,
    output: (input, after) => fitting(input[0]!).output(input, after),
    apply: (x, place) => fitting(x.shape[1]!).apply(x, place),
  };
}
