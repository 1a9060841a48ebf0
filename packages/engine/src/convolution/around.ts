import type { ConvolutionInfo } from "./info.js";

type Pair = [number, number];

/**
 * The zeros around a batch of images, `[n, height, width, channels]`, that its windows reach, so
 * that windows counted by rounding down are as many as they are. None where that is impossible, or
 * where a window sees zeros only.
 */
export function zerosAround(info: ConvolutionInfo): [Pair, Pair, Pair, Pair] | undefined {
  const rows = around(info.padInfo.top, {
    inner: info.inHeight,
    windows: info.outHeight,
    stride: info.strideHeight,
    reach: info.effectiveFilterHeight,
  });
  const columns = around(info.padInfo.left, {
    inner: info.inWidth,
    windows: info.outWidth,
    stride: info.strideWidth,
    reach: info.effectiveFilterWidth,
  });
  return rows && columns && [[0, 0], rows, columns, [0, 0]];
}

interface Axis {
  inner: number;
  windows: number;
  stride: number;
  reach: number;
}

function around(before: number, { inner, windows, stride, reach }: Axis): Pair | undefined {
  const after = Math.max((windows - 1) * stride + reach - inner - before, 0);
  const counted = Math.floor((before + inner + after - reach) / stride) + 1;
  const possible = inner > 0 && windows > 0 && before < reach && after < reach;
  return possible && counted === windows ? [before, after] : undefined;
}
