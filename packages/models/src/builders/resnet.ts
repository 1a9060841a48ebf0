import type { Img } from "@rosenblatt/engine";
import { block } from "../block.js";
import type { AnyLayer } from "../chain.js";
import { dense } from "../dense.js";
import { checkChoice } from "../errors.js";
import { globalPool } from "../global-pool.js";
import { named } from "../named.js";
import { type Net, net } from "../net.js";
import { pool } from "../pool.js";
import { repeat } from "../repeat.js";
import { residual } from "../residual.js";
import { zeroPad } from "../zero-pad.js";
import { convNorm } from "./conv-norm.js";
import type { NetworkOptions } from "./network-options.js";
import { widener } from "./width.js";

/** A residual block of so many filters; one that changes the sizes needs a way around that does. */
type Block = (
  filters: number,
  options: { stride: number; dilation: number; changes: boolean },
) => AnyLayer;

/** Figure 5, left. */
const basic: Block = (filters, { stride, dilation, changes }) =>
  residual(
    [
      ...convNorm(filters, 3, { stride, dilation }),
      ...convNorm(filters, 3, { act: "linear" }),
    ] as AnyLayer[],
    { shortcut: changes ? convNorm(filters, 1, { stride, act: "linear" }) : [] },
  ) as AnyLayer;

/** How many more channels a bottleneck block ends with. */
const expansion = 4;

/** Figure 5, right; its 3 × 3 window takes the stride, as in all later libraries. */
const bottleneck: Block = (filters, { stride, dilation, changes }) =>
  residual(
    [
      ...convNorm(filters, 1),
      ...convNorm(filters, 3, { stride, dilation }),
      ...convNorm(expansion * filters, 1, { act: "linear" }),
    ] as AnyLayer[],
    { shortcut: changes ? convNorm(expansion * filters, 1, { stride, act: "linear" }) : [] },
  ) as AnyLayer;

export interface ResnetOptions<S extends Img, C extends number> extends NetworkOptions<S, C> {
  /**
   * How much smaller the last stage's images are than pictures. Below the published 32, the last
   * stages do not halve them but look at pixels 2 and 4 apart instead, with the same weights: finer
   * features to detect and segment by. Source: Chen et al. (2017), section 3.1,
   * https://arxiv.org/abs/1706.05587
   */
  readonly outputStride?: 8 | 16 | 32;
}

interface Plan {
  readonly maker: string;
  readonly make: Block;
  /** How many blocks each of the four stages has. */
  readonly blocks: readonly [number, number, number, number];
}

/**
 * ResNet-18: 11,689,512 parameters that training changes, as in torchvision, and 1,814,073,344
 * mult-adds (the paper: 1.8 · 10⁹).
 *
 * He, Zhang, Ren, Sun, Deep Residual Learning for Image Recognition (2015), table 1,
 * https://arxiv.org/abs/1512.03385
 *
 * @throws RangeError for counts that are not above 0, and for another output stride.
 * @example resnet18({ shape: [32, 32, 3], classes: 10, width: 0.25 })
 */
export function resnet18<const S extends Img = Img, const C extends number = 1000>(
  options: ResnetOptions<S, C> = {},
): Net<S, readonly [C]> {
  return resnet({ maker: "resnet18()", make: basic, blocks: [2, 2, 2, 2] }, options);
}

/**
 * ResNet-34: 21,797,672 parameters that training changes, as in torchvision, and 3,663,761,408
 * mult-adds (the paper: 3.6 · 10⁹). Source: as for `resnet18`.
 *
 * @throws RangeError for counts that are not above 0, and for another output stride.
 * @example resnet34({ shape: [32, 32, 3], classes: 10, width: 0.25 })
 */
export function resnet34<const S extends Img = Img, const C extends number = 1000>(
  options: ResnetOptions<S, C> = {},
): Net<S, readonly [C]> {
  return resnet({ maker: "resnet34()", make: basic, blocks: [3, 4, 6, 3] }, options);
}

/**
 * ResNet-50: 25,557,032 parameters that training changes, as in torchvision, and 4,089,184,256
 * mult-adds. The paper has 3.8 · 10⁹: there the first window of a block takes the stride, here the
 * second, which predicts better and has been usual since. Source: as for `resnet18`.
 *
 * @throws RangeError for counts that are not above 0, and for another output stride.
 * @example resnet50({ shape: [32, 32, 3], classes: 10, width: 0.25 })
 */
export function resnet50<const S extends Img = Img, const C extends number = 1000>(
  options: ResnetOptions<S, C> = {},
): Net<S, readonly [C]> {
  return resnet({ maker: "resnet50()", make: bottleneck, blocks: [3, 4, 6, 3] }, options);
}

function resnet<S extends Img, C extends number>(
  { maker, make, blocks }: Plan,
  {
    shape = [224, 224, 3] as Img as S,
    classes = 1000 as C,
    width = 1,
    outputStride = 32,
  }: ResnetOptions<S, C>,
): Net<S, readonly [C]> {
  const wide = widener(maker, width);
  const choices = ["8", "16", "32"];
  checkChoice(maker, { name: "outputStride", value: `${outputStride}`, choices });
  const stages = blocks.map((count, stage) => {
    const { stride, dilations } = windowsOf(stage, outputStride);
    const each = (i: number) => {
      const first = i === 0;
      const changes = first && (stage > 0 || make === bottleneck);
      const dilation = dilations[first ? 0 : 1];
      return make(wide(64 * 2 ** stage), { stride: first ? stride : 1, dilation, changes });
    };
    return named(`stage${stage + 1}`, repeat(count, each));
  });
  const layers: AnyLayer[] = [
    named("stem", block(...(convNorm(wide(64), 7, { stride: 2 }) as [AnyLayer]))),
    // What comes out of ReLU is never below the zeros at the edges.
    zeroPad(1),
    pool(3, { stride: 2 }),
    ...stages,
    globalPool(),
    dense(classes),
  ];
  return net(shape as Img, ...layers) as unknown as Net<S, readonly [C]>;
}

/**
 * How far a stage's first window moves, and how far apart the pixels are that its first and its
 * other windows look at.
 */
function windowsOf(stage: number, outputStride: number) {
  // The stem makes pictures four times smaller; every stage but the first could halve them.
  const published = 4 * 2 ** stage;
  const apart = (stride: number) => Math.max(1, stride / outputStride);
  return {
    stride: stage > 0 && published <= outputStride ? 2 : 1,
    dilations: [apart(published / 2), apart(published)] as const,
  };
}
