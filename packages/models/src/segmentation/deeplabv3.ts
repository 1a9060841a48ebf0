import { type Img, tf } from "@rosenblatt/engine";
import { convNorm } from "../builders/conv-norm.js";
import { resnet50 } from "../builders/resnet.js";
import { widener } from "../builders/width.js";
import type { AnyLayer } from "../chain.js";
import { conv } from "../conv.js";
import { encoderLevels } from "../encoder-levels.js";
import { checkChoice } from "../errors.js";
import type { Net } from "../net.js";
import { applyAll } from "../sequence.js";
import { showsSummary } from "../shows-summary.js";
import { upsample } from "../upsample.js";
import { type AsppOptions, aspp } from "./aspp.js";
import { checkDivisible, pictureShape } from "./picture-shape.js";
import type { SegmentationOptions } from "./segmentation-options.js";

export interface Deeplabv3Options<S extends Img> extends SegmentationOptions<S>, AsppOptions {
  /** How much smaller than pictures the images are that `aspp` looks at. */
  readonly stride?: 8 | 16;
}

/**
 * DeepLabv3 on ResNet-50: its last stages widen their windows instead of halving pictures, `aspp`
 * looks at several widths at once, and the scores are enlarged as often as pictures were made
 * smaller, bilinearly. 39,638,869 parameters that training changes for 21 classes, as in torchvision.
 * Rates are the paper's, 12, 24 and 36 at stride 8, and half of them at 16; for small pictures take
 * smaller ones: windows wider than what they look at see zeros. Of an encoder the last outputs of the
 * stride are taken: the whole of `resnet18({ outputStride: 8 })`, the start of one that goes on.
 *
 * Chen, Papandreou, Schroff, Adam, Rethinking Atrous Convolution for Semantic Image Segmentation
 * (2017), https://arxiv.org/abs/1706.05587
 *
 * @throws RangeError for another stride, for sides that it does not divide, for an encoder without
 *   such outputs or for other pictures, and for counts that are not above 0.
 * @example
 * deeplabv3({ shape: [64, 64, 3], classes: 11, width: 0.125, rates: [2, 4, 6] });
 * const encoder = resnet18({ shape: [64, 64, 3], width: 0.25, outputStride: 8 });
 * deeplabv3({ encoder, classes: 11, width: 0.125, rates: [2, 4] }).outputShape; // [null, 64, 64, 11]
 */
export function deeplabv3<const S extends Img = Img>({
  classes = 21,
  width = 1,
  stride = 8,
  rates = [96 / stride, 192 / stride, 288 / stride],
  ...options
}: Deeplabv3Options<S> = {}): Net<S, Img> {
  const wide = widener("deeplabv3()", width);
  checkChoice("deeplabv3()", { name: "stride", value: `${stride}`, choices: ["8", "16"] });
  const shape = pictureShape("deeplabv3()", options, [512, 512, 3]);
  checkDivisible("deeplabv3()", shape, stride);
  const down = options.encoder ?? resnet50({ shape, width, outputStride: stride });
  const head: AnyLayer[] = [
    aspp(wide(256), { rates }),
    ...convNorm(wide(256), 3),
    conv(classes, 1),
    upsample(stride),
  ];
  const [level] = encoderLevels(down, [stride]);
  const outputs = applyAll(head, level!, { prefix: "head.", last: true });
  return showsSummary(tf.model({ inputs: down.inputs, outputs })) as unknown as Net<S, Img>;
}
