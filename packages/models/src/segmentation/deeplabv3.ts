import type { Img } from "@rosenblatt/engine";
import { convNorm } from "../builders/conv-norm.js";
import { dilatedResnet50 } from "../builders/resnet.js";
import { widener } from "../builders/width.js";
import type { AnyLayer } from "../chain.js";
import { conv } from "../conv.js";
import { type Net, net } from "../net.js";
import { upsample } from "../upsample.js";
import { type AsppOptions, aspp } from "./aspp.js";
import { checkDivisible } from "./divisible.js";
import type { SegmentationOptions } from "./segmentation-options.js";

/** How much smaller the last stage's images are. */
const stride = 8;

/**
 * DeepLabv3 on ResNet-50: its last stages widen their windows instead of halving pictures, `aspp`
 * looks at several widths at once, and the scores are enlarged 8 times, bilinearly. 39,638,869
 * parameters that training changes for 21 classes, as in torchvision. For small pictures take
 * smaller rates: windows wider than what they look at see zeros.
 *
 * Chen, Papandreou, Schroff, Adam, Rethinking Atrous Convolution for Semantic Image Segmentation
 * (2017), https://arxiv.org/abs/1706.05587
 *
 * @throws RangeError for sides that 8 does not divide, and for counts that are not above 0.
 * @example deeplabv3({ shape: [64, 64, 3], classes: 11, width: 0.125, rates: [2, 4, 6] })
 */
export function deeplabv3<const S extends Img = Img>({
  shape = [512, 512, 3] as Img as S,
  classes = 21,
  width = 1,
  ...pyramid
}: Omit<SegmentationOptions<S>, "depth"> & AsppOptions = {}): Net<S, Img> {
  const wide = widener("deeplabv3()", width);
  checkDivisible("deeplabv3()", shape, stride);
  const layers: AnyLayer[] = [
    ...dilatedResnet50(wide),
    aspp(wide(256), pyramid),
    ...convNorm(wide(256), 3),
    conv(classes, 1),
    upsample(stride),
  ];
  return net(shape as Img, ...layers) as unknown as Net<S, Img>;
}
