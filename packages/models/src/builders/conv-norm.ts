import type { Activation } from "../activation.js";
import { activation } from "../activation-layer.js";
import { batchNorm } from "../batch-norm.js";
import type { AnyLayer } from "../chain.js";
import { conv } from "../conv.js";
import { zeroPad } from "../zero-pad.js";

/**
 * A convolution without bias, batch normalization and an activation. Edges are padded alike on all
 * sides, also where the window moves by more than one pixel, as PyTorch does.
 */
export function convNorm(
  filters: number,
  size: number,
  {
    stride = 1,
    dilation = 1,
    act = "relu",
  }: { stride?: number; dilation?: number; act?: Activation } = {},
): AnyLayer[] {
  const pad = stride === 1 ? "same" : "valid";
  const margin = stride === 1 ? 0 : (size - 1) / 2;
  return [
    ...(margin > 0 ? [zeroPad(margin)] : []),
    conv(filters, size, { stride, dilation, pad, act: "linear", bias: false }),
    batchNorm(),
    ...(act === "linear" ? [] : [activation(act)]),
  ];
}
