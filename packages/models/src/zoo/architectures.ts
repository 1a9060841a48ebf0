import type { Img } from "@rosenblatt/engine";
import type { NetworkOptions } from "../builders/network-options.js";
import type { Net } from "../net.js";
import { dpn131 } from "./dpn.js";
import { inceptionResnetV2 } from "./inception-resnet-v2.js";
import { inceptionV2 } from "./inception-v2.js";
import { inceptionV3 } from "./inception-v3.js";
import { nasnetA } from "./nasnet.js";
import { polynet } from "./polynet.js";
import { resnext101 } from "./resnext.js";
import { senet154 } from "./senet.js";
import { xception } from "./xception.js";

/** A row of the architecture table, as it was printed, and what makes its network. */
export interface Architecture {
  readonly name: string;
  readonly year: number;
  /** The side of its square pictures. */
  readonly inputSize: number;
  /** Printed, in millions. */
  readonly parameters: number;
  /** Printed, in thousand millions for one picture. */
  readonly multAdds: number;
  /** Printed, in percent of ImageNet's validation pictures, from one crop. */
  readonly top1: number;
  readonly top5: number;
  /** Why what is printed and what the network has differ by more than 1 %, where they do. */
  readonly deviation?: string;
  /** Makes the network; without options that of the table, for 1,000 classes. */
  make(options?: NetworkOptions<Img, number>): Net<Img>;
}

type Printed = Omit<Architecture, "name" | "make">;

const released =
  "No configuration of this network was released. This is the released cell with the row's own " +
  "number of cells, and filters by the rule with which 6 @ 4032 is exact (24 times them at the end).";

const row = (
  name: string,
  make: (options?: NetworkOptions<Img, number>) => Net<Img>,
  printed: Printed,
): Architecture => ({ name, ...printed, make });

const nasnetOf299 =
  (cells: number, filters: number): Architecture["make"] =>
  (options) =>
    nasnetA({ shape: [299, 299, 3] as Img, cells, filters, ...options });

/**
 * The architecture table: eleven networks for ImageNet with their printed sizes, costs and
 * accuracies, which were not measured here. Zoph et al. (2017), table 2,
 * https://arxiv.org/abs/1707.07012
 *
 * @example
 * const { parameters, multAdds } = summary(architectures[2].make()); // 23,851,784; 5,713,216,096
 */
export const architectures: readonly Architecture[] = [
  row("Inception V2", inceptionV2, {
    year: 2015,
    inputSize: 224,
    parameters: 11.2,
    multAdds: 1.94,
    top1: 74.8,
    top5: 92.2,
  }),
  row("NASNet-A (5 @ 1538)", nasnetOf299(5, 64), {
    year: 2017,
    inputSize: 299,
    parameters: 10.9,
    multAdds: 2.35,
    top1: 78.6,
    top5: 94.2,
    deviation: `${released} 1538 is not divisible by 6, as the cell demands; 64 filters give 1536.`,
  }),
  row("Inception V3", inceptionV3, {
    year: 2015,
    inputSize: 299,
    parameters: 23.8,
    multAdds: 5.72,
    top1: 78,
    top5: 93.9,
  }),
  row("Xception", xception, {
    year: 2016,
    inputSize: 299,
    parameters: 22.8,
    multAdds: 8.38,
    top1: 79,
    top5: 94.5,
  }),
  row("Inception ResNet V2", inceptionResnetV2, {
    year: 2016,
    inputSize: 299,
    parameters: 55.8,
    multAdds: 13.2,
    top1: 80.4,
    top5: 95.3,
  }),
  row("NASNet-A (7 @ 1920)", nasnetOf299(7, 80), {
    year: 2017,
    inputSize: 299,
    parameters: 22.6,
    multAdds: 4.93,
    top1: 80.8,
    top5: 95.3,
    deviation: released,
  }),
  row("ResNeXt-101 (64×4d)", resnext101, {
    year: 2016,
    inputSize: 320,
    parameters: 83.6,
    multAdds: 31.5,
    top1: 80.9,
    top5: 95.6,
  }),
  row("PolyNet", polynet, {
    year: 2016,
    inputSize: 331,
    parameters: 92,
    multAdds: 34.7,
    top1: 81.3,
    top5: 95.8,
    deviation:
      "The mult-adds agree; the parameters do not, for an unknown reason: two independent ports of " +
      "the released network have 95.7 million as well, 93.3 without the classifier.",
  }),
  row("DPN-131", dpn131, {
    year: 2017,
    inputSize: 320,
    parameters: 79.5,
    multAdds: 32,
    top1: 81.5,
    top5: 95.8,
    deviation:
      "The parameters agree. The printed mult-adds are probably twice the 16.0 thousand million " +
      "for 224 × 224; the exact factor, (320 / 224)² = 2.04, gives 32.7.",
  }),
  row("SENet", senet154, {
    year: 2017,
    inputSize: 320,
    parameters: 145.8,
    multAdds: 42.3,
    top1: 82.7,
    top5: 96.2,
    deviation:
      "The mult-adds agree; the parameters do not, for an unknown reason: the released SENet-154 " +
      "has 115.1 million, and its file of 440 MB holds no more.",
  }),
  row("NASNet-A (6 @ 4032)", nasnetA, {
    year: 2017,
    inputSize: 331,
    parameters: 88.9,
    multAdds: 23.8,
    top1: 82.7,
    top5: 96.2,
  }),
];
