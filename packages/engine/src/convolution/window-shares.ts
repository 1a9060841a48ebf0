import { tf } from "../tf.js";

type Pool2DInfo = tf.backend_util.Conv2DInfo;
type Pool3DInfo = tf.backend_util.Conv3DInfo;

interface Axis {
  windows: number;
  inner: number;
  before: number;
  stride: number;
  reach: number;
}

/**
 * Which share of each window lies inside of the image, `[height, width, 1]`, or with the depth
 * before; none where all of them do.
 */
export function windowShares(info: Pool2DInfo | Pool3DInfo): tf.Tensor | undefined {
  const axes: Axis[] = [
    {
      windows: info.outHeight,
      inner: info.inHeight,
      before: info.padInfo.top,
      stride: info.strideHeight,
      reach: info.filterHeight,
    },
    {
      windows: info.outWidth,
      inner: info.inWidth,
      before: info.padInfo.left,
      stride: info.strideWidth,
      reach: info.filterWidth,
    },
  ];
  if ("outDepth" in info) {
    axes.unshift({
      windows: info.outDepth,
      inner: info.inDepth,
      before: info.padInfo.front,
      stride: info.strideDepth,
      reach: info.filterDepth,
    });
  }
  const shares = axes.map(sharesAlong);
  if (shares.flat().every((share) => share === 1)) return undefined;
  return shares.reduce<tf.Tensor>(
    (product, along) => product.expandDims(-2).mul(tf.tensor(along, [along.length, 1])),
    tf.ones([1]),
  );
}

function sharesAlong({ windows, inner, before, stride, reach }: Axis): number[] {
  return Array.from({ length: windows }, (_, i) => {
    const start = i * stride - before;
    return (Math.min(start + reach, inner) - Math.max(start, 0)) / reach;
  });
}
