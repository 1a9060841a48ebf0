import { type Img, tf } from "@rosenblatt/engine";

/**
 * The height, width and channels of the one picture that a model sees.
 * @throws RangeError when it sees something else.
 */
export function imageShape(model: tf.LayersModel, to: string): Img {
  const [, ...sizes] = model.inputs[0]!.shape;
  if (model.inputs.length === 1 && sizes.length === 3 && sizes.every((size) => size !== null)) {
    return sizes as unknown as Img;
  }
  throw new RangeError(
    `Cannot ${to}: it needs a model of one picture, [height, width, channels], got ` +
      `${model.inputs.length} inputs, the first of [${sizes.join(", ")}]`,
  );
}

/**
 * A picture as a batch of one.
 * @throws RangeError when it has not as many numbers as the model sees.
 */
export function imageTensor(
  image: ArrayLike<number>,
  { shape, to }: { shape: Img; to: string },
): tf.Tensor4D {
  const [height, width, channels] = shape;
  const size = height * width * channels;
  if (image.length !== size) {
    throw new RangeError(
      `Cannot ${to}: the model sees pictures of ${shape.join(" × ")}, which are ${size} numbers, ` +
        `got ${image.length}; pass one as the network sees it, such as data.test.at(0).input`,
    );
  }
  return tf.tensor4d(Float32Array.from(image), [1, height, width, channels]);
}
