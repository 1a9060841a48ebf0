import type { Split } from "@rosenblatt/datasets";
import type { HostTensor, Shape, tf } from "@rosenblatt/engine";

/** The inputs of a split in plain memory, batch by batch, without augmentations. */
export function* plainInputs<S extends Shape, C extends readonly string[]>(
  split: Split<S, C, Shape>,
  batchSize: number,
): Generator<HostTensor> {
  for (const { x, y } of split.plain.batches(batchSize)) {
    y.dispose();
    yield taken(x);
  }
}

/** The numbers of a tensor, which is disposed. */
export function taken(tensor: tf.Tensor): HostTensor {
  const { shape } = tensor;
  const values = tensor.dataSync() as Float32Array;
  tensor.dispose();
  return { values, shape, dtype: "float32" };
}
