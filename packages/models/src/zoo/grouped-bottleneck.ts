import type { Img } from "@rosenblatt/engine";
import type { Layer } from "../layer.js";
import { residual } from "../residual.js";
import { convNorm } from "./conv-norm.js";

/** One block of a stage of `groups` × `depth` channels. */
interface GroupedBottleneckOptions {
  readonly groups: number;
  readonly depth: number;
  /** The first of its stage, which changes the number of channels, and halves the image. */
  readonly first: boolean;
  readonly stride?: number;
  /** How many filters the first convolution has, as a share of all. */
  readonly squeeze?: number;
  /** The size of the convolution on the shortcut of a block that halves the image. */
  readonly shortcutSize?: number;
  /** What the last convolution of the residual path is followed by, if by anything. */
  readonly attention?: Layer<Img, Img>;
}

/** A residual block of 1 × 1, 3 × 3 in groups of `depth` channels, and 1 × 1. */
export function groupedBottleneck({
  groups,
  depth,
  first,
  stride = 2,
  squeeze = 1,
  shortcutSize = 1,
  attention,
}: GroupedBottleneckOptions): Layer<Img, Img> {
  const filters = groups * depth;
  const step = first ? stride : 1;
  const path = [
    convNorm(filters * squeeze, 1),
    convNorm(filters, 3, { groups, stride: step, pad: "centred" }),
    convNorm(filters, 1, { act: "linear" }),
  ] as const;
  const whole = attention ? ([...path, attention] as const) : path;
  if (!first) return residual(whole, { act: "relu" });
  const size = step === 1 ? 1 : shortcutSize;
  const shortcut = convNorm(filters, size, { stride: step, pad: "centred", act: "linear" });
  return residual(whole, { shortcut, act: "relu" });
}
