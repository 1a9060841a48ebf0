import { tf } from "../tf.js";

/** Normalises a batch by its own mean and variance, and gives these, too. */
export const batchNormTraining = "BatchNormTraining";

/** The gradient of that, with respect to the batch, the scale γ and the offset β. */
export const batchNormTrainingGrad = "BatchNormTrainingGrad";

interface Inputs {
  readonly x: tf.Tensor;
  readonly gamma: tf.Tensor1D;
  readonly beta: tf.Tensor1D;
}

interface Moments {
  readonly mean: tf.Tensor1D;
  readonly variance: tf.Tensor1D;
}

type Saved = Pick<Inputs, "x" | "gamma"> & Moments & { readonly dy: tf.Tensor };

/** What both kernels are told. */
export interface Attributes {
  readonly epsilon: number;
}

/** Both kernels for the backends that run them call by call. */
export function registerBatchNormKernels(): void {
  for (const backendName of ["cpu", "wasm"]) {
    tf.registerKernel({
      kernelName: batchNormTraining,
      backendName,
      kernelFunc: ({ inputs, attrs }) =>
        tf.tidy(() => normalized(inputs as unknown as Inputs, attrs as unknown as Attributes)),
    });
    tf.registerKernel({
      kernelName: batchNormTrainingGrad,
      backendName,
      kernelFunc: ({ inputs, attrs }) =>
        tf.tidy(() => gradients(inputs as unknown as Saved, attrs as unknown as Attributes)),
    });
  }
}

function normalized({ x, gamma, beta }: Inputs, { epsilon }: Attributes): tf.Tensor[] {
  const { mean, variance } = momentsOf(x);
  const made = tf.batchNorm2d(rowsOf(x), mean, variance, beta, gamma, epsilon);
  return [made.reshape(x.shape), mean, variance];
}

/** The mean and variance of a batch, channel by channel. */
export function momentsOf(x: tf.Tensor): Moments {
  const rows = rowsOf(x);
  const mean = columnMeans(rows);
  return { mean, variance: columnMeans(rows.sub<tf.Tensor2D>(mean).square()) };
}

/**
 * Of `x`, `gamma` and `beta`, in closed form, `γ/σ · (dy - mean(dy) - x̂ · mean(dy · x̂))`.
 * Source: Ioffe and Szegedy, Batch normalization (2015), simplified.
 */
export function gradients(
  { dy, x, gamma, mean, variance }: Saved,
  { epsilon }: Attributes,
): [tf.Tensor, tf.Tensor, tf.Tensor] {
  const [rows, errors] = [rowsOf(x), rowsOf(dy)];
  const inverse = variance.add(epsilon).rsqrt();
  const unit = rows.sub(mean).mul<tf.Tensor2D>(inverse);
  const offset = columnMeans(errors);
  const slope = columnMeans(errors.mul<tf.Tensor2D>(unit));
  const dx = errors.sub(offset).sub(unit.mul(slope)).mul(inverse.mul(gamma));
  const [count] = rows.shape;
  return [dx.reshape(x.shape), slope.mul(count), offset.mul(count)];
}

function rowsOf(x: tf.Tensor): tf.Tensor2D {
  return x.reshape([-1, x.shape.at(-1)!]);
}

/** The mean of each column; a product with ones is much faster than mean() on WebAssembly. */
function columnMeans(rows: tf.Tensor2D): tf.Tensor1D {
  const [count, columns] = rows.shape;
  return tf.matMul(tf.fill([1, count], 1 / count), rows).reshape([columns]);
}
