import type { Img } from "@rosenblatt/engine";
import { branch } from "../branch.js";
import { vggStages } from "../builders/vgg-stages.js";
import { widener } from "../builders/width.js";
import type { AnyLayer } from "../chain.js";
import { conv } from "../conv.js";
import { dropout } from "../dropout.js";
import { checkChoice } from "../errors.js";
import { named } from "../named.js";
import { type Net, net } from "../net.js";
import { pool } from "../pool.js";
import { repeat } from "../repeat.js";
import { upConv } from "../up-conv.js";
import { checkDivisible } from "./divisible.js";
import type { SegmentationOptions } from "./segmentation-options.js";

export interface FcnOptions<S extends Img> extends Omit<SegmentationOptions<S>, "depth"> {
  /** How coarse the finest scores are that are used: those before 8, 16 or 32 times enlarging. */
  readonly stride?: 8 | 16 | 32;
}

/**
 * FCN-8s, FCN-16s or FCN-32s: VGG-16 whose dense layers have become convolutions; its coarse scores
 * are enlarged, and those of finer stages added. FCN-8s has 134,489,759 parameters for 21 classes,
 * as in the same network in PyTorch. Enlarging starts bilinear and is learned. Edges are padded so
 * that outputs have the pictures' size, where the paper pads by 100 and cuts off.
 *
 * Long, Shelhamer, Darrell, Fully Convolutional Networks for Semantic Segmentation (2015), figure 3,
 * https://arxiv.org/abs/1411.4038
 *
 * @throws RangeError for another stride, for sides that 32 does not divide, and for counts that are
 *   not above 0.
 * @example fcn({ shape: [64, 64, 3], classes: 11, width: 0.125, stride: 8 })
 */
export function fcn<const S extends Img = Img>({
  shape = [512, 512, 3] as Img as S,
  classes = 21,
  width = 1,
  stride = 8,
}: FcnOptions<S> = {}): Net<S, Img> {
  const wide = widener("fcn()", width);
  checkChoice("fcn()", { name: "stride", value: `${stride}`, choices: ["8", "16", "32"] });
  checkDivisible("fcn()", shape, 32);
  const stage = (i: number): AnyLayer[] => {
    const [count, filters] = vggStages[i]!;
    const convs = repeat(count, conv(wide(filters), 3, { pad: "same" }));
    return [named(`stage${i + 1}`, convs), pool(2)];
  };
  const score = named("score", conv(classes, 1, { act: "linear" }));
  const enlarged = (factor: number) =>
    upConv(classes, 2 * factor, { stride: factor, bias: false, start: "bilinear" });
  const dense = wide(4096);
  const top = [conv(dense, 7, { pad: "same" }), dropout(0.5), conv(dense, 1), dropout(0.5), score];
  /** From the pooled stage `i` on, scores of its size. */
  const scores = (i: number): AnyLayer[] => {
    if (i === 4) return top;
    const finer = [...stage(i + 1), ...scores(i + 1), enlarged(2)];
    return [branch([[score], finer], { join: "add" }) as AnyLayer];
  };
  const finest = Math.log2(stride) - 1;
  const start = Array.from({ length: finest + 1 }, (_, i) => stage(i)).flat();
  const layers: AnyLayer[] = [...start, ...scores(finest), enlarged(stride)];
  return net(shape as Img, ...layers) as unknown as Net<S, Img>;
}
