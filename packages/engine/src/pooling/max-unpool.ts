import { tf } from "../tf.js";

/**
 * The way back from max-pooling with windows of `size` × `size` pixels side by side: each value
 * `[n, rows, columns, channels]` goes to where the first largest value of its window of `images` is,
 * and all else is 0. Pooling needs to carry no positions: they are where the gradient of pooling
 * sends its errors, in both gears. As PyTorch's `MaxUnpool2d` with the indices of `MaxPool2d`; no
 * gradient goes to `images`. Source: Zeiler and Fergus (2013), section 2.1.
 *
 * @example
 * const images = tf.tensor4d([1, 4, 3, 2], [1, 2, 2, 1]);
 * maxUnpool(tf.tensor4d([7], [1, 1, 1, 1]), images, { size: 2 }).flatten(); // [0, 7, 0, 0]
 * @throws RangeError unless the values have the shape of the pooled images.
 */
export function maxUnpool(
  values: tf.Tensor4D,
  images: tf.Tensor4D,
  { size }: { size: number },
): tf.Tensor4D {
  const [count, height, width, channels] = images.shape;
  const pooled = [count, Math.floor(height / size), Math.floor(width / size), channels];
  if (values.shape.join() !== pooled.join()) {
    throw new RangeError(
      `Cannot unpool values of [${values.shape}] to images of [${images.shape}]: windows of ` +
        `${size} × ${size} need [${pooled}]`,
    );
  }
  return tf.tidy(() => unpooled(size)(values, images) as tf.Tensor4D);
}

/** An operation for each size of windows. */
function unpooled(size: number) {
  return tf.customGrad((values, images, save) => {
    const places = sentBack(values as tf.Tensor4D, images as tf.Tensor4D, size);
    (save as (tensors: tf.Tensor[]) => void)([images as tf.Tensor]);
    return {
      value: places,
      gradFunc: (dy: tf.Tensor, [x]: tf.Tensor[]) => [
        collected(dy as tf.Tensor4D, x as tf.Tensor4D, size),
        tf.zerosLike(x!),
      ],
    };
  });
}

/** What max-pooling's gradient makes of errors. */
function sentBack(dy: tf.Tensor4D, input: tf.Tensor4D, size: number): tf.Tensor4D {
  const output = tf.maxPool(input, size, size, "valid");
  const attributes = { filterSize: [size, size], strides: [size, size], pad: "valid" };
  return tf.engine().runKernel(tf.MaxPoolGrad, { dy, input, output }, attributes);
}

/** The error at the place of each window's largest value. */
function collected(dy: tf.Tensor4D, images: tf.Tensor4D, size: number): tf.Tensor4D {
  const [count, height, width, channels] = images.shape;
  const windows: [number, number, number, number] = [
    count,
    Math.floor(height / size),
    Math.floor(width / size),
    channels,
  ];
  const mine = sentBack(tf.ones(windows), images, size).mul<tf.Tensor4D>(dy);
  return tf.avgPool(mine, size, size, "valid").mul(size * size);
}
