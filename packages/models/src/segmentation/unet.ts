import type { Img } from "@rosenblatt/engine";
import { activation } from "../activation-layer.js";
import { batchNorm } from "../batch-norm.js";
import { branch } from "../branch.js";
import { widener } from "../builders/width.js";
import type { AnyLayer } from "../chain.js";
import { conv } from "../conv.js";
import { checkCount } from "../errors.js";
import { type Net, net } from "../net.js";
import { pool } from "../pool.js";
import { upConv } from "../up-conv.js";
import { checkDivisible } from "./divisible.js";
import type { SegmentationOptions } from "./segmentation-options.js";

export interface UnetOptions<S extends Img> extends SegmentationOptions<S> {
  /** Whether each convolution is followed by batch normalization, which the paper has not. */
  readonly norm?: boolean;
}

/**
 * U-Net: pictures are halved four times and doubled as often; on the way back each size sees again
 * what was found at it on the way down. 31,030,658 parameters for 2 classes of grey pictures, as in
 * the paper's network in PyTorch. Edges are padded with zeros, so that outputs have the pictures'
 * size, where the paper cuts edges off. One logit for each class and pixel comes out.
 *
 * Ronneberger, Fischer, Brox, U-Net: Convolutional Networks for Biomedical Image Segmentation
 * (2015), figure 1, https://arxiv.org/abs/1505.04597
 *
 * @throws RangeError for sides that 16, or 2 to the depth, does not divide, and for counts that are
 *   not above 0.
 * @example unet({ shape: [64, 64, 3], classes: 11, width: 0.25, depth: 3, norm: true })
 */
export function unet<const S extends Img = Img>({
  shape = [512, 512, 1] as Img as S,
  classes = 2,
  width = 1,
  depth = 4,
  norm = false,
}: UnetOptions<S> = {}): Net<S, Img> {
  const wide = widener("unet()", width);
  checkCount("unet()", { depth });
  checkDivisible("unet()", shape, 2 ** depth);
  const one = (filters: number): AnyLayer[] =>
    norm
      ? [
          conv(filters, 3, { pad: "same", act: "linear", bias: false }),
          batchNorm(),
          activation("relu"),
        ]
      : [conv(filters, 3, { pad: "same" })];
  const level = (i: number): AnyLayer[] => {
    const filters = wide(64 * 2 ** i);
    const double = [...one(filters), ...one(filters)];
    if (i === depth) return double;
    const below = [pool(2), ...level(i + 1), upConv(filters, 2)];
    return [...double, branch([[], below]) as AnyLayer, ...double];
  };
  const layers: AnyLayer[] = [...level(0), conv(classes, 1)];
  return net(shape as Img, ...layers) as unknown as Net<S, Img>;
}
