/** What is read of a convolution's or pooling's sizes. */
export interface Sizes {
  readonly inHeight: number;
  readonly inWidth: number;
  readonly outHeight: number;
  readonly outWidth: number;
  readonly filterHeight: number;
  readonly filterWidth: number;
  readonly strideHeight: number;
  readonly strideWidth: number;
  readonly dilationHeight: number;
  readonly dilationWidth: number;
  readonly padInfo: { readonly top: number; readonly left: number };
}

/** Top, left, bottom, right. */
export type Margins = readonly [number, number, number, number];

/**
 * How far the windows reach over the image at its four sides, whatever rounding their count came
 * of; negative at the end where pixels are left over.
 */
export function reach(info: Sizes): Margins {
  const { top, left } = info.padInfo;
  const rows =
    (info.outHeight - 1) * info.strideHeight + (info.filterHeight - 1) * info.dilationHeight + 1;
  const columns =
    (info.outWidth - 1) * info.strideWidth + (info.filterWidth - 1) * info.dilationWidth + 1;
  return [top, left, rows - info.inHeight - top, columns - info.inWidth - left];
}

/** The same, as an operator's padding: left-over pixels need none. */
export function paddingOf(info: Sizes): Margins {
  const [top, left, bottom, right] = reach(info);
  return [top, left, Math.max(0, bottom), Math.max(0, right)];
}
