import type { Img } from "@rosenblatt/engine";
import { block } from "../block.js";
import type { AnyLayer } from "../chain.js";
import { dense } from "../dense.js";
import { globalPool } from "../global-pool.js";
import { named } from "../named.js";
import { type Net, net } from "../net.js";
import { pool } from "../pool.js";
import { repeat } from "../repeat.js";
import { residual } from "../residual.js";
import { zeroPad } from "../zero-pad.js";
import { convNorm } from "./conv-norm.js";
import type { NetworkOptions } from "./network-options.js";
import { type Widen, widener } from "./width.js";

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
 * @throws RangeError for counts that are not above 0.
 * @example resnet18({ shape: [32, 32, 3], classes: 10, width: 0.25 })
 */
export function resnet18<const S extends Img = Img, const C extends number = 1000>(
  options: NetworkOptions<S, C> = {},
): Net<S, readonly [C]> {
  return resnet({ maker: "resnet18()", make: basic, blocks: [2, 2, 2, 2] }, options);
}

/**
 * ResNet-34: 21,797,672 parameters that training changes, as in torchvision, and 3,663,761,408
 * mult-adds (the paper: 3.6 · 10⁹). Source: as for `resnet18`.
 *
 * @throws RangeError for counts that are not above 0.
 * @example resnet34({ shape: [32, 32, 3], classes: 10, width: 0.25 })
 */
export function resnet34<const S extends Img = Img, const C extends number = 1000>(
  options: NetworkOptions<S, C> = {},
): Net<S, readonly [C]> {
  return resnet({ maker: "resnet34()", make: basic, blocks: [3, 4, 6, 3] }, options);
}

/**
 * ResNet-50: 25,557,032 parameters that training changes, as in torchvision, and 4,089,184,256
 * mult-adds. The paper has 3.8 · 10⁹: there the first window of a block takes the stride, here the
 * second, which predicts better and has been usual since. Source: as for `resnet18`.
 *
 * @throws RangeError for counts that are not above 0.
 * @example resnet50({ shape: [32, 32, 3], classes: 10, width: 0.25 })
 */
export function resnet50<const S extends Img = Img, const C extends number = 1000>(
  options: NetworkOptions<S, C> = {},
): Net<S, readonly [C]> {
  return resnet({ maker: "resnet50()", make: bottleneck, blocks: [3, 4, 6, 3] }, options);
}

function resnet<S extends Img, C extends number>(
  { maker, make, blocks }: Plan,
  { shape = [224, 224, 3] as Img as S, classes = 1000 as C, width = 1 }: NetworkOptions<S, C>,
): Net<S, readonly [C]> {
  const wide = widener(maker, width);
  const layers: AnyLayer[] = [
    ...stagesOf({ make, blocks }, { wide }),
    globalPool(),
    dense(classes),
  ];
  return net(shape as Img, ...layers) as unknown as Net<S, readonly [C]>;
}

/**
 * ResNet-50 up to its last stage, in which the last two stages look at pixels 2 and 4 apart instead
 * of halving pictures: they become 8 times smaller, not 32. As torchvision's for segmentation.
 */
export function dilatedResnet50(wide: Widen): AnyLayer[] {
  return stagesOf({ make: bottleneck, blocks: [3, 4, 6, 3] }, { wide, dilated: 2 });
}

/** All but the end; the last `dilated` stages keep the size and widen their windows instead. */
function stagesOf(
  { make, blocks }: Omit<Plan, "maker">,
  { wide, dilated = 0 }: { wide: Widen; dilated?: number },
): AnyLayer[] {
  const halving = blocks.length - dilated;
  const stages = blocks.map((count, stage) => {
    const each = (i: number) => {
      const first = i === 0;
      const stride = first && stage > 0 && stage < halving ? 2 : 1;
      const dilation = 2 ** Math.max(0, stage - halving + (first ? 0 : 1));
      const changes = first && (stage > 0 || make === bottleneck);
      return make(wide(64 * 2 ** stage), { stride, dilation, changes });
    };
    return named(`stage${stage + 1}`, repeat(count, each));
  });
  return [
    named("stem", block(...(convNorm(wide(64), 7, { stride: 2 }) as [AnyLayer]))),
    // What comes out of ReLU is never below the zeros at the edges.
    zeroPad(1),
    pool(3, { stride: 2 }),
    ...stages,
  ];
}
