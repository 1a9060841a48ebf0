import { expect, test } from "@jest/globals";
import { ready, tf } from "@rosenblatt/engine";

const image = () => tf.ones<tf.Rank.R4>([2, 6, 6, 3]);
const filter = () => tf.ones<tf.Rank.R4>([3, 3, 3, 2]);
const square = () => tf.ones<tf.Rank.R2>([4, 4]);

/** Everything that runs a kernel or a gradient of ours. */
const computations: Record<string, () => tf.Tensor | tf.Tensor[]> = {
  convolution: () =>
    tf.grads((x, w) => tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 2, "same"))([
      image(),
      filter(),
    ]),
  "dilated convolution": () =>
    tf.grads((x, w) => tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 1, "same", "NHWC", 2))([
      image(),
      filter(),
    ]),
  "fused dilated convolution": () =>
    tf.grads((x, w) =>
      tf.fused.conv2d({
        x: x as tf.Tensor4D,
        filter: w as tf.Tensor4D,
        strides: 1,
        pad: "same",
        dilations: [2, 2],
        bias: tf.ones([2]),
      }),
    )([image(), filter()]),
  "depthwise convolution": () =>
    tf.grads((x, w) => tf.depthwiseConv2d(x as tf.Tensor4D, w as tf.Tensor4D, 1, "same"))([
      image(),
      filter(),
    ]),
  "max-pooling": () => tf.grad((x) => tf.maxPool(x as tf.Tensor4D, 2, 2, "valid"))(image()),
  product: () => tf.matMul(square(), square(), true, true),
  "fused product": () =>
    tf.fused.matMul({ a: square(), b: square(), transposeA: true, bias: tf.ones([4]) }),
  products: () => tf.matMul(tf.ones([3, 4, 4]), tf.ones([3, 4, 4])),
  "a large sum": () => tf.ones([600, 16]).sum(0),
  "plain kernels": () => tf.abs(tf.spectral.fft(tf.complex(square(), square()))),
  slice: () => square().slice([1, 1], [2, 2]),
  "segment sum": () => tf.unsortedSegmentSum(square(), tf.tensor1d([0, 1, 1, 0], "int32"), 2),
  "Einstein's summation": () =>
    tf.grads((a, b) => tf.einsum("ij,jk->ik", a, b))([square(), square()]),
};

test.each(Object.entries(computations))("%s keeps no tensor and no memory", async (_, compute) => {
  await ready();
  const run = () => tf.tidy(() => void [compute()].flat().map((tensor) => tensor.dataSync()));
  run();
  const { numTensors, numDataBuffers, numBytes } = tf.memory();
  const stored = tf.engine().backend.numDataIds();
  run();
  run();
  expect(tf.memory()).toMatchObject({ numTensors, numDataBuffers, numBytes });
  expect(tf.engine().backend.numDataIds()).toBe(stored);
});

test("no kernel's result is one of its inputs, which disposing it would take away", async () => {
  await ready();
  const x = square();
  const [part, same, product] = [x.slice([0, 0], [4, 4]), tf.einsum("ij->ij", x), tf.matMul(x, x)];
  tf.dispose([part, same, product]);
  expect([...x.dataSync()]).toEqual(new Array(16).fill(1));
  x.dispose();
});
