import { tf } from "../tf.js";
import { wasmKernel } from "./kernel.js";

interface Inputs {
  dy: tf.Tensor4D;
  input: tf.Tensor4D;
  output: tf.Tensor4D;
}

interface Attributes {
  filterSize: [number, number] | number;
  strides: [number, number] | number;
  pad: Parameters<typeof tf.backend_util.computePool2DInfo>[4];
  dimRoundingMode?: "floor" | "round" | "ceil";
}

/** The gradient of max-pooling: each window's error goes to its first largest value. */
export const maxPoolGrad = wasmKernel<Inputs, Attributes>(
  tf.MaxPoolGrad,
  ({ inputs, attributes: { filterSize, strides, pad, dimRoundingMode }, backend }) => {
    const { shape } = inputs.input;
    const info = tf.backend_util.computePool2DInfo(
      shape,
      filterSize,
      strides,
      1,
      pad,
      dimRoundingMode,
    );
    const gradient = backend.makeOutput(shape, "float32");
    // Views of the heap only after the last allocation, which may have moved it.
    const heap = (tensor: tf.TensorInfo) => backend.typedArrayFromHeap(tensor) as Float32Array;
    const arrays = {
      errors: heap(inputs.dy),
      images: heap(inputs.input),
      maxima: heap(inputs.output),
      gradient: heap(gradient).fill(0),
      taken: new Uint8Array(info.inChannels),
    };
    const rows = spans(info.outHeight, {
      size: info.filterHeight,
      stride: info.strideHeight,
      before: info.padInfo.top,
      length: info.inHeight,
    });
    const columns = spans(info.outWidth, {
      size: info.filterWidth,
      stride: info.strideWidth,
      before: info.padInfo.left,
      length: info.inWidth,
    });
    let place = 0;
    for (let image = 0; image < info.batchSize; image++) {
      for (const row of rows) {
        for (const column of columns) {
          const first = (image * info.inHeight + row.start) * info.inWidth + column.start;
          const window = { first, place: place++, height: row.size, width: column.size };
          route(arrays, { window, row: info.inWidth, channels: info.inChannels });
        }
      }
    }
    return gradient;
  },
);

interface Arrays {
  errors: Float32Array;
  images: Float32Array;
  maxima: Float32Array;
  gradient: Float32Array;
  /** Which channels of the present window have found their largest value. */
  taken: Uint8Array;
}

/** Sends the errors of one window, channel by channel, to where its largest values are. */
function route(
  { errors, images, maxima, gradient, taken }: Arrays,
  {
    window: { first, place, height, width },
    row,
    channels,
  }: {
    window: { first: number; place: number; height: number; width: number };
    row: number;
    channels: number;
  },
): void {
  const from = place * channels;
  taken.fill(0);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = (first + y * row + x) * channels;
      for (let channel = 0; channel < channels; channel++) {
        if (taken[channel] === 0 && images[at + channel] === maxima[from + channel]) {
          gradient[at + channel]! += errors[from + channel]!;
          taken[channel] = 1;
        }
      }
    }
  }
}

/** Where along one axis each window starts inside the image, and how much of it is inside. */
function spans(
  places: number,
  window: { size: number; stride: number; before: number; length: number },
): { start: number; size: number }[] {
  return Array.from({ length: places }, (_, i) => {
    const from = i * window.stride - window.before;
    const start = Math.max(from, 0);
    return { start, size: Math.min(from + window.size, window.length) - start };
  });
}
