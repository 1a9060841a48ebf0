import type { Img } from "@rosenblatt/engine";
import { activation } from "../activation-layer.js";
import { branch } from "../branch.js";
import type { NetworkOptions } from "../builders/network-options.js";
import { widener } from "../builders/width.js";
import { dense } from "../dense.js";
import { dropout } from "../dropout.js";
import { globalPool } from "../global-pool.js";
import type { Layer } from "../layer.js";
import { named } from "../named.js";
import { type Net, net } from "../net.js";
import { pool } from "../pool.js";
import { repeat } from "../repeat.js";
import { rescale } from "../rescale.js";
import type { WindowSize } from "../window.js";
import { convNorm } from "./conv-norm.js";
import { poly } from "./poly.js";

/**
 * PolyNet, the "very deep" one: modules that add what an Inception block F makes of the input
 * twice with weights of their own (2-way: F + G), or once, twice and three times in a row (poly-3:
 * F + F² + F³ with shared weights).
 *
 * Zhang, Li, Loy, Lin, PolyNet: A Pursuit of Structural Diversity in Very Deep Networks (2016),
 * section 4 and figures 4 and 7, https://arxiv.org/abs/1611.05725; github.com/CUHK-MMLAB/polynet
 *
 * @throws RangeError when the pictures are smaller than 75 × 75, or for counts that are not above 0.
 * @example polynet({ shape: [96, 96, 3], classes: 10, width: 1 / 16 })
 */
export function polynet<const S extends Img = Img, const C extends number = 1000>({
  shape = [331, 331, 3] as Img as S,
  classes = 1000 as C,
  width = 1,
}: NetworkOptions<S, C> = {}): Net<S, readonly [C]> {
  const wide = widener("polynet()", width);
  const { a, b, c, stem, reductionA, reductionB } = modules(wide);
  return net(
    shape as Img,
    ...stem,
    named(
      "stageA",
      repeat(10, (i) => twoWay(a, factor(i))),
    ),
    named("reductionA", reductionA),
    named(
      "stageB",
      repeat(20, (i) => (i % 2 ? twoWay : poly3)(b, factor(10 + i))),
    ),
    named("reductionB", reductionB),
    named(
      "stageC",
      repeat(10, (i) => (i % 2 ? twoWay : poly3)(c, factor(30 + i))),
    ),
    globalPool(),
    dropout(0.2),
    dense(classes),
  ) as Net<S, readonly [C]>;
}

/** What an Inception block does to images of so many channels. */
interface InceptionBlock {
  /** Filters and sizes of convolutions, one after the other, path by path. */
  readonly paths: readonly (readonly (readonly [filters: number, size: WindowSize])[])[];
  /** Of its input and output. */
  readonly channels: number;
}

/** From 1 for the first of the 40 modules to 0.7 for the last, as in the released network. */
const factor = (index: number) => 1 - (0.3 * index) / 39;

function modules(wide: (count: number) => number) {
  const cn = (filters: number, size: WindowSize) => convNorm(wide(filters), size);
  const down = (filters: number) => convNorm(wide(filters), 3, { stride: 2, pad: "valid" });
  const valid = (filters: number) => convNorm(wide(filters), 3, { pad: "valid" });
  const halve = pool(3, { stride: 2 });
  const channels = 2 * wide(96) + wide(192);
  const channelsB = channels + 2 * wide(384);
  const channelsC = channelsB + 2 * wide(256) + wide(384);
  return {
    stem: [
      down(32),
      valid(32),
      cn(64, 3),
      branch([halve, down(96)]),
      branch([
        [cn(64, 1), valid(96)],
        [cn(64, 1), cn(64, [7, 1]), cn(64, [1, 7]), valid(96)],
      ]),
      branch([halve, down(192)]),
    ],
    a: inception(wide, channels, [
      [
        [32, 1],
        [48, 3],
        [64, 3],
      ],
      [
        [32, 1],
        [32, 3],
      ],
      [[32, 1]],
    ]),
    b: inception(wide, channelsB, [
      [
        [128, 1],
        [160, [1, 7]],
        [192, [7, 1]],
      ],
      [[192, 1]],
    ]),
    c: inception(wide, channelsC, [
      [
        [192, 1],
        [224, [1, 3]],
        [256, [3, 1]],
      ],
      [[192, 1]],
    ]),
    reductionA: branch([[cn(256, 1), cn(256, 3), down(384)], down(384), halve]),
    reductionB: branch([
      [cn(256, 1), cn(256, 3), down(256)],
      [cn(256, 1), down(256)],
      [cn(256, 1), down(384)],
      halve,
    ]),
  };
}

function inception(
  wide: (count: number) => number,
  channels: number,
  paths: InceptionBlock["paths"],
): InceptionBlock {
  const widened = paths.map((path) =>
    path.map(([filters, size]) => [wide(filters), size] as const),
  );
  return { channels, paths: widened };
}

/** `relu(x + s F(x) + s G(x))` */
function twoWay({ paths, channels }: InceptionBlock, scale: number): Layer<Img, Img> {
  const way = [
    branch(paths.map((path) => path.map(([filters, size]) => convNorm(filters, size)))),
    convNorm(channels, 1, { act: "linear" }),
    rescale(scale),
  ] as Layer<Img, Img>[];
  return branch([[], way, way], { join: "add", act: "relu" }) as Layer<Img, Img>;
}

/** `relu(x + s F(x) + s F(relu(F(x))) + …)`, where the convolutions of F's paths are shared. */
function poly3({ paths, channels }: InceptionBlock, scale: number): Layer<Img, Img> {
  return poly(paths, { channels, scale, order: 3, act: activation("relu") });
}
