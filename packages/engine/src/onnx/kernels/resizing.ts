import { types } from "../graph-builder.js";
import { cut, imagesOf, toValue } from "../images.js";
import type { KernelRule, KernelRules, Lowering } from "../lowering.js";
import { reshape, Value } from "../value.js";
import { guarded } from "./empty.js";

type Weights = (from: number, to: number, attrs: Lowering["attrs"]) => Float32Array;

/**
 * Resizing is a product with a matrix along each axis, one row of weights for each new pixel; so
 * the gradient is a product with the transposed ones.
 */
function resize(weights: Weights): KernelRule {
  return {
    shape: ({ images }, { size }) => {
      const dtype = weights === nearest ? images!.dtype : "float32";
      const [n, , , channels] = images!.shape as [number, number, number, number];
      const [height, width] = size as [number, number];
      return { shape: [n, height, width, channels], dtype };
    },
    lower: ({ inputs, attrs, output }) => {
      const images = inputs.images!;
      const [, height, width] = images.shape as [number, number, number];
      const [, newHeight, newWidth] = output.shape as [number, number, number];
      const matrices = {
        rows: { values: weights(height, newHeight, attrs), shape: [newHeight, height] },
        columns: { values: weights(width, newWidth, attrs), shape: [newWidth, width] },
      } as const;
      if (images.dtype === "float32") return multiplied(images, matrices);
      return output.dtype === "float32"
        ? multiplied(asFloat(images), matrices)
        : picked(images, matrices);
    },
  };
}

function resizeGradient(weights: Weights): KernelRule {
  return {
    shape: ({ images }) => images!,
    lower: ({ inputs, attrs }) => {
      const { dy, images } = inputs as Record<string, Value>;
      const [, height, width] = images!.shape as [number, number, number];
      const [, newHeight, newWidth] = dy!.shape as [number, number, number];
      const turned = (from: number, to: number) => ({
        values: transposed(weights(from, to, attrs), [to, from]),
        shape: [from, to] as const,
      });
      return multiplied(dy!, { rows: turned(height, newHeight), columns: turned(width, newWidth) });
    },
  };
}

function asFloat({ target, plain, shape }: Value): Value {
  const attributes = { to: types.float32 };
  return new Value(target, { shape, name: target.builder.add("Cast", [plain], { attributes }) });
}

/** Whole numbers, which no product takes: each new pixel is an old one. */
function picked(images: Value, { rows, columns }: { rows: Matrix; columns: Matrix }): Value {
  const { target, dtype } = images;
  const { builder } = target;
  const [n, , , channels] = images.shape as [number, number, number, number];
  const pick = (name: string, axis: number, { values, shape: [to, from] }: Matrix) => {
    const places = Array.from({ length: to }, (_, i) =>
      values.subarray(i * from, (i + 1) * from).indexOf(1),
    );
    return builder.add("Gather", [name, builder.ints(places)], { attributes: { axis } });
  };
  const name = pick(pick(images.plain, 1, rows), 2, columns);
  return new Value(target, { shape: [n, rows.shape[0], columns.shape[0], channels], dtype, name });
}

interface Matrix {
  readonly values: Float32Array;
  readonly shape: readonly [number, number];
}

function multiplied(x: Value, { rows, columns }: { rows: Matrix; columns: Matrix }): Value {
  const from = imagesOf(x);
  const { builder } = from.target;
  const { images, height, width, lanes } = from;
  const [newHeight] = rows.shape;
  const [newWidth] = columns.shape;
  const tall = cut(from, [images, height, width * lanes]);
  const moved = builder.add("MatMul", [builder.constant(rows.values, rows.shape), tall]);
  const wide = reshape(builder, moved, [images * newHeight, width, lanes]);
  const name = builder.add("MatMul", [builder.constant(columns.values, columns.shape), wide]);
  return toValue({ ...from, name, height: newHeight, width: newWidth });
}

function transposed(values: Float32Array, [rows, columns]: readonly [number, number]) {
  return Float32Array.from(values, (_, i) => values[(i % rows) * columns + Math.floor(i / rows)]!);
}

/** How far apart the old pixels of neighbouring new ones are. */
function ratio(from: number, to: number, { alignCorners }: Lowering["attrs"]): number {
  return alignCorners && to > 1 ? (from - 1) / (to - 1) : from / to;
}

/** As TensorFlow.js places new pixels between old ones. */
const bilinear: Weights = (from, to, attrs) => {
  const matrix = new Float32Array(to * from);
  for (let i = 0; i < to; i++) {
    const centre = attrs.halfPixelCenters ? 0.5 : 0;
    const place = ratio(from, to, attrs) * (i + centre) - centre;
    const floor = Math.max(0, Math.floor(place));
    const ceil = Math.min(from - 1, Math.ceil(place));
    const share = place - floor;
    matrix[i * from + floor]! += 1 - share;
    matrix[i * from + ceil]! += share;
  }
  return matrix;
};

/** As TensorFlow.js chooses an old pixel for each new one. */
const nearest: Weights = (from, to, attrs) => {
  const matrix = new Float32Array(to * from);
  for (let i = 0; i < to; i++) {
    const place = ratio(from, to, attrs) * (i + (attrs.halfPixelCenters ? 0.5 : 0));
    const pixel = attrs.alignCorners ? Math.round(place) : Math.floor(place);
    matrix[i * from + Math.max(0, Math.min(from - 1, pixel))] = 1;
  }
  return matrix;
};

/** Kernels that make images larger or smaller. */
export const resizingRules: KernelRules = guarded({
  ResizeBilinear: resize(bilinear),
  ResizeBilinearGrad: resizeGradient(bilinear),
  ResizeNearestNeighbor: resize(nearest),
  ResizeNearestNeighborGrad: resizeGradient(nearest),
});
