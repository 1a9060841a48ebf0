import type { Img } from "@rosenblatt/engine";
import { activation } from "../activation-layer.js";
import { batchNorm } from "../batch-norm.js";
import { block } from "../block.js";
import { branch } from "../branch.js";
import type { NetworkOptions } from "../builders/network-options.js";
import { type Widen, widener } from "../builders/width.js";
import { conv } from "../conv.js";
import { dense } from "../dense.js";
import { globalPool } from "../global-pool.js";
import type { Layer } from "../layer.js";
import { named } from "../named.js";
import { type Net, net } from "../net.js";
import { pool } from "../pool.js";
import { zeroPad } from "../zero-pad.js";
import { convNorm } from "./conv-norm.js";
import { takeChannels } from "./take-channels.js";

/**
 * DPN-131, a dual path network: some of a block's outputs are added to the input, as in ResNet,
 * the others put beside it, as in DenseNet. Its 3 × 3 convolutions fall into 40 groups, whose
 * number a width changes.
 *
 * Chen, Li, Xiao, Jin, Yan, Feng, Dual Path Networks (2017), table 1 and figure 2d,
 * https://arxiv.org/abs/1707.01629; github.com/cypw/DPNs
 *
 * @throws RangeError for counts that are not above 0.
 * @example dpn131({ shape: [32, 32, 3], classes: 10, width: 1 / 16 })
 */
export function dpn131<const S extends Img = Img, const C extends number = 1000>({
  shape = [320, 320, 3] as Img as S,
  classes = 1000 as C,
  width = 1,
}: NetworkOptions<S, C> = {}): Net<S, readonly [C]> {
  const wide = widener("dpn131()", width);
  return net(
    shape as Img,
    convNorm(wide(128), 7, { stride: 2, pad: "centred" }),
    zeroPad(1),
    pool(3, { stride: 2 }),
    named("conv2", stage(wide, { blocks: 4, factor: 1, growth: 16 })),
    named("conv3", stage(wide, { blocks: 8, factor: 2, growth: 32 })),
    named("conv4", stage(wide, { blocks: 28, factor: 4, growth: 32 })),
    named("conv5", stage(wide, { blocks: 3, factor: 8, growth: 128 })),
    batchNorm(),
    activation("relu"),
    globalPool(),
    dense(classes),
  ) as Net<S, readonly [C]>;
}

/** How many channels images have: those that are added, then those that are put beside them. */
interface Channels {
  readonly added: number;
  readonly beside: number;
}

interface StageOptions {
  readonly blocks: number;
  /** By how much its images are wider, and smaller, than those of the first stage. */
  readonly factor: number;
  /** How many channels each block puts beside the others. */
  readonly growth: number;
}

function stage(wide: Widen, { blocks, factor, growth }: StageOptions): Layer<Img, Img> {
  const stride = factor === 1 ? 1 : 2;
  const added = wide(256 * factor);
  const more = wide(growth);
  const groups = wide(40);
  const inner = groups * 4 * factor;
  const path = (step: number) =>
    block(
      normConv(inner, 1),
      normConv(inner, 3, { groups, stride: step }),
      normConv(added + more, 1),
    );
  const first = { added, beside: 2 * more };
  const layers = [
    dual(normConv(added + 2 * more, 1, { stride }), { path: path(stride), input: first, more }),
  ];
  for (let i = 1; i < blocks; i++) {
    layers.push(dual([], { path: path(1), input: { added, beside: (i + 2) * more }, more }));
  }
  return block(...layers) as Layer<Img, Img>;
}

/** Figure 2d: the path's outputs, a part added to the shortcut's and a part put beside them. */
function dual(
  shortcut: Layer<Img, Img> | [],
  { path, input, more }: { path: Layer<Img, Img>; input: Channels; more: number },
): Layer<Img, Img> {
  const { added, beside } = input;
  return block(
    branch([shortcut, path]),
    branch([
      branch([takeChannels(0, added), takeChannels(added + beside, added)], { join: "add" }),
      takeChannels(added, beside),
      takeChannels(2 * added + beside, more),
    ]),
  );
}

/** Normalization and ReLU come before the convolution. */
function normConv(
  filters: number,
  size: number,
  { groups = 1, stride = 1 }: { groups?: number; stride?: number } = {},
): Layer<Img, Img> {
  const before = [batchNorm(), activation("relu")] as const;
  const options = { groups, stride, act: "linear", bias: false } as const;
  if (stride > 1 && size > 1) {
    return block(...before, zeroPad((size - 1) / 2), conv(filters, size, options));
  }
  return block(...before, conv(filters, size, { ...options, pad: "same" }));
}
