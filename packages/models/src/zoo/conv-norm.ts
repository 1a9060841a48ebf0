import type { Img } from "@rosenblatt/engine";
import type { Activation } from "../activation.js";
import { activation } from "../activation-layer.js";
import { batchNorm } from "../batch-norm.js";
import { block } from "../block.js";
import { conv } from "../conv.js";
import type { Layer } from "../layer.js";
import type { Pad, WindowSize } from "../window.js";
import { zeroPad } from "../zero-pad.js";

export interface ConvNormOptions {
  readonly stride?: number;
  /** `centred` pads all edges alike, as Caffe and PyTorch do; with a stride `same` does not. */
  readonly pad?: Pad | "centred";
  readonly act?: Activation;
  readonly groups?: number;
  /** Whether the normalization learns a deviation. */
  readonly gamma?: boolean;
}

/** A convolution without bias, batch normalization, and an activation. */
export function convNorm(
  filters: number,
  size: WindowSize,
  { stride = 1, pad = "same", act = "relu", groups = 1, gamma = true }: ConvNormOptions = {},
): Layer<Img, Img> {
  const centred = pad === "centred" && stride > 1 && typeof size === "number" && size > 1;
  const inner = centred ? "valid" : pad === "centred" ? "same" : pad;
  const layers = [
    ...(centred ? [zeroPad((size - 1) / 2)] : []),
    conv(filters, size, { stride, pad: inner, groups, act: "linear", bias: false }),
    batchNorm({ gamma }),
    ...(act === "linear" ? [] : [activation(act)]),
  ];
  return block(...layers) as Layer<Img, Img>;
}
