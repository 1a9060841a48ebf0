import type { Img } from "@rosenblatt/engine";
import { activation } from "../activation-layer.js";
import { batchNorm } from "../batch-norm.js";
import { vggStages } from "../builders/vgg-stages.js";
import { widener } from "../builders/width.js";
import type { AnyLayer } from "../chain.js";
import { conv } from "../conv.js";
import { checkChoice } from "../errors.js";
import { type Net, net } from "../net.js";
import { pool } from "../pool.js";
import { unpooled } from "../unpooled.js";
import { upsample } from "../upsample.js";
import { checkDivisible } from "./divisible.js";
import type { SegmentationOptions } from "./segmentation-options.js";

export interface SegnetOptions<S extends Img> extends SegmentationOptions<S> {
  /**
   * How images are enlarged on the way back: values go to where their maxima were, or, to compare
   * with, to all pixels alike, or are interpolated. All have the same weights.
   */
  readonly enlarge?: "indices" | "nearest" | "bilinear";
}

/**
 * SegNet: the thirteen convolutions of VGG-16, and as many on the way back, on which each value is
 * put to where its maximum came from. 29,492,181 parameters that training changes for 21 classes of
 * colour pictures, as in the same network in PyTorch; the paper: 29.5 million. One logit for each
 * class and pixel comes out.
 *
 * Badrinarayanan, Kendall, Cipolla, SegNet: A Deep Convolutional Encoder-Decoder Architecture for
 * Image Segmentation (2015), figure 2, https://arxiv.org/abs/1511.00561
 *
 * @throws RangeError for sides that 32, or 2 to the number of stages, does not divide, and for
 *   counts that are not above 0.
 * @example segnet({ shape: [64, 64, 3], classes: 11, width: 0.125, depth: 3 })
 */
export function segnet<const S extends Img = Img>({
  shape = [352, 480, 3] as Img as S,
  classes = 21,
  width = 1,
  depth = 5,
  enlarge = "indices",
}: SegnetOptions<S> = {}): Net<S, Img> {
  const choices = ["indices", "nearest", "bilinear"];
  checkChoice("segnet()", { name: "enlarge", value: enlarge, choices });
  const wide = widener("segnet()", width);
  const own = vggStages.slice(0, depth);
  checkDepth(depth);
  checkDivisible("segnet()", shape, 2 ** depth);
  const level = (i: number): AnyLayer[] => {
    if (i === own.length) return [];
    const [count, filters] = own[i]!;
    const before = wide(own[Math.max(0, i - 1)]![1]);
    const convs = (last: number) =>
      Array.from({ length: count }, (_, k) => convNorm(k < count - 1 ? wide(filters) : last));
    const below = level(i + 1);
    const inner: AnyLayer[] =
      enlarge === "indices"
        ? [unpooled(2, below as [AnyLayer])]
        : [pool(2), ...below, upsample(2, { kind: enlarge })];
    return [...convs(wide(filters)).flat(), ...inner, ...convs(before).flat()];
  };
  const layers: AnyLayer[] = [...level(0), conv(classes, 3, { pad: "same" })];
  return net(shape as Img, ...layers) as unknown as Net<S, Img>;
}

function convNorm(filters: number): AnyLayer[] {
  return [conv(filters, 3, { pad: "same", act: "linear" }), batchNorm(), activation("relu")];
}

function checkDepth(depth: number): void {
  if (!(Number.isInteger(depth) && depth >= 1 && depth <= vggStages.length)) {
    throw new RangeError(
      `Cannot make segnet() with depth = ${depth}: it must be a whole number from 1 to ` +
        `${vggStages.length}, which is the published network`,
    );
  }
}
