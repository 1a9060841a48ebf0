import { type Img, tf } from "@rosenblatt/engine";
import { block } from "../block.js";
import { vggStages } from "../builders/vgg-stages.js";
import type { Widen } from "../builders/width.js";
import type { AnyLayer } from "../chain.js";
import { conv } from "../conv.js";
import { dropout } from "../dropout.js";
import { encoderLevels, halvingsOf } from "../encoder-levels.js";
import { checkChoice } from "../errors.js";
import { applyJoin } from "../join.js";
import { named } from "../named.js";
import type { Net } from "../net.js";
import { pool } from "../pool.js";
import { repeat } from "../repeat.js";
import { showsSummary } from "../shows-summary.js";
import { upConv } from "../up-conv.js";
import { ownEncoder } from "./own-encoder.js";
import { ownWidth } from "./own-width.js";
import { checkDivisible, pictureShape } from "./picture-shape.js";
import type { SegmentationOptions } from "./segmentation-options.js";

export interface FcnOptions<S extends Img> extends SegmentationOptions<S> {
  /** How coarse the finest scores are that are used: those before 8, 16 or 32 times enlarging. */
  readonly stride?: 8 | 16 | 32;
}

/**
 * FCN-8s, FCN-16s or FCN-32s: VGG-16 whose dense layers have become convolutions; its coarse scores
 * are enlarged, and those of finer stages added. FCN-8s has 134,489,759 parameters for 21 classes,
 * as in the same network in PyTorch. Enlarging starts bilinear and is learned. Edges are padded so
 * that outputs have the pictures' size, where the paper pads by 100 and cuts off. On an encoder
 * nothing but the scores is learned anew, as the paper does it with networks without dense layers;
 * its coarsest are those 32 times smaller than pictures, or as far as it goes.
 *
 * Long, Shelhamer, Darrell, Fully Convolutional Networks for Semantic Segmentation (2015), figure 3,
 * https://arxiv.org/abs/1411.4038
 *
 * @throws RangeError for another stride, for sides that 32 does not divide, for an encoder that does
 *   not halve pictures to the stride or is for others, for a width beside an encoder, and for counts
 *   that are not above 0.
 * @example
 * fcn({ shape: [64, 64, 3], classes: 11, width: 0.125, stride: 8 });
 * fcn({ encoder: resnet18({ shape: [64, 64, 3] }), classes: 11 }).outputShape; // [null, 64, 64, 11]
 */
export function fcn<const S extends Img = Img>({
  classes = 21,
  stride = 8,
  ...options
}: FcnOptions<S> = {}): Net<S, Img> {
  const { encoder } = options;
  checkChoice("fcn()", { name: "stride", value: `${stride}`, choices: ["8", "16", "32"] });
  const wide = ownWidth("fcn()", options);
  const shape = pictureShape("fcn()", options, [512, 512, 3]);
  const coarsest = Math.max(stride, Math.min(32, encoder ? 2 ** halvingsOf(encoder) : 32));
  checkDivisible("fcn()", shape, coarsest);
  const strides = [8, 16, 32].filter((each) => each >= stride && each <= coarsest);
  const down = encoder ?? ownEncoder(shape, wayDown(wide));
  const levels = encoder ? encoderLevels(encoder, strides) : strides.map((each) => end(down, each));

  const scores = levels.map((level, i) =>
    conv(classes, 1).apply(level, { name: `score${strides[i]}`, last: true }),
  );
  const enlarged = (x: tf.SymbolicTensor, { factor, name }: { factor: number; name: string }) => {
    const up = upConv(classes, 2 * factor, { stride: factor, bias: false, start: "bilinear" });
    return up.apply(x, { name, last: true });
  };
  const sum = scores.reduceRight((coarser, finer, i) => {
    const doubled = enlarged(coarser, { factor: 2, name: `up${strides[i]}` });
    return applyJoin("add", [finer, doubled], `sum${strides[i]}`);
  });
  const outputs = enlarged(sum, { factor: stride, name: "logits" });
  return showsSummary(tf.model({ inputs: down.inputs, outputs })) as unknown as Net<S, Img>;
}

/** The paper's own: VGG-16 with its dense layers as convolutions. */
function wayDown(wide: Widen): AnyLayer[] {
  const stages = vggStages.flatMap(([count, filters], i) => [
    named(`stage${i + 1}`, repeat(count, conv(wide(filters), 3, { pad: "same" }))),
    pool(2),
  ]);
  const dense = wide(4096);
  const top = block(conv(dense, 7, { pad: "same" }), dropout(0.5), conv(dense, 1), dropout(0.5));
  return [...stages, named("dense", top)];
}

/** What the paper's own way down makes of pictures at a stride: what its poolings do, or its end. */
function end(down: tf.LayersModel, stride: number): tf.SymbolicTensor {
  if (stride === 32) return down.outputs[0]!;
  return down.getLayer(`pool${Math.log2(stride)}`).output as tf.SymbolicTensor;
}
