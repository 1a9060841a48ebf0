import { type Img, tf } from "@rosenblatt/engine";
import { block } from "../block.js";
import { convNorm } from "../builders/conv-norm.js";
import { widener } from "../builders/width.js";
import type { AnyLayer } from "../chain.js";
import { conv } from "../conv.js";
import { encoderLevels, halvingsOf, levelAt } from "../encoder-levels.js";
import { checkCount } from "../errors.js";
import { applyJoin } from "../join.js";
import { named } from "../named.js";
import type { Net } from "../net.js";
import { pool } from "../pool.js";
import { applyAll } from "../sequence.js";
import { showsSummary } from "../shows-summary.js";
import { upConv } from "../up-conv.js";
import { ownEncoder } from "./own-encoder.js";
import { checkDivisible, pictureShape } from "./picture-shape.js";
import type { MirroredOptions } from "./segmentation-options.js";

export interface UnetOptions<S extends Img> extends MirroredOptions<S> {
  /** Whether each convolution is followed by batch normalization, which the paper has not. */
  readonly norm?: boolean;
}

/**
 * U-Net: pictures are halved four times and doubled as often; on the way back each size sees again
 * what was found at it on the way down. 31,030,658 parameters for 2 classes of grey pictures, as in
 * the paper's network in PyTorch. Edges are padded with zeros, so that outputs have the pictures'
 * size, where the paper cuts edges off. One logit for each class and pixel comes out. On the way back
 * from an encoder, a size that it has no outputs of sees nothing again.
 *
 * Ronneberger, Fischer, Brox, U-Net: Convolutional Networks for Biomedical Image Segmentation
 * (2015), figure 1, https://arxiv.org/abs/1505.04597
 *
 * @throws RangeError for sides that 16, or 2 to the depth, does not divide, for an encoder that does
 *   not halve pictures so often or is for others, and for counts that are not above 0.
 * @example
 * unet({ shape: [64, 64, 3], classes: 11, width: 0.25, depth: 3, norm: true });
 * const encoder = resnet18({ shape: [64, 64, 3], width: 0.25 });
 * unet({ encoder, classes: 11, width: 0.25, norm: true }).outputShape; // [null, 64, 64, 11]
 */
export function unet<const S extends Img = Img>({
  classes = 2,
  width = 1,
  norm = false,
  ...options
}: UnetOptions<S> = {}): Net<S, Img> {
  const { encoder } = options;
  const shape = pictureShape("unet()", options, [512, 512, 1]);
  const depth = options.depth ?? (encoder ? halvingsOf(encoder) : 4);
  const wide = widener("unet()", width);
  checkCount("unet()", { depth });
  checkDivisible("unet()", shape, 2 ** depth);
  const filters = (i: number) => wide(64 * 2 ** i);
  const one = (i: number) =>
    norm ? convNorm(filters(i), 3) : [conv(filters(i), 3, { pad: "same" })];
  const double = (i: number) => [...one(i), ...one(i)];
  const down = encoder ?? ownEncoder(shape, wayDown(depth, double));

  let x = encoderLevels(down, [2 ** depth])[0]!;
  for (let i = depth - 1; i >= 0; i -= 1) {
    const place = { prefix: `up${i + 1}.`, last: false };
    const enlarged = applyAll([upConv(filters(i), 2)], x, place);
    const seen = levelAt(down, 2 ** i);
    const joined = seen ? applyJoin("concat", [seen, enlarged], `up${i + 1}.concat`) : enlarged;
    x = applyAll(double(i), joined, place);
  }
  const outputs = conv(classes, 1).apply(x, { name: "logits", last: true });
  return showsSummary(tf.model({ inputs: down.inputs, outputs })) as unknown as Net<S, Img>;
}

/** The paper's own: two convolutions at each size. */
function wayDown(depth: number, double: (i: number) => AnyLayer[]): AnyLayer[] {
  const level = (i: number) => named(`down${i + 1}`, block(...(double(i) as [AnyLayer])));
  const halvings = Array.from({ length: depth }, (_, i) => [level(i), pool(2)]);
  return [...halvings.flat(), level(depth)];
}
