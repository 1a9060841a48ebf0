import { readFileSync } from "node:fs";
import { join } from "node:path";
import { models } from "./models.mjs";

const CLASSES = 10;

/**
 * A network, its optimizer and its batches; `step(x, y)` trains on one batch and gives the loss,
 * `batches` are these pairs, in memory.
 */
export function trainer(tf, { name, workload, folder }) {
  const model = models(tf)[name]();
  const optimizer = tf.train.adam(1e-3);
  const loss = workload.target ? tf.losses.sigmoidCrossEntropy : tf.losses.softmaxCrossEntropy;
  return {
    parameters: model.trainableWeights.reduce((sum, { shape }) => sum + size(shape), 0),
    batches: batches(tf, { name, workload, folder }),
    step: (x, y) => optimizer.minimize(() => loss(y, model.apply(x, { training: true })), true),
  };
}

function batches(tf, { name, workload, folder }) {
  const { batch, input, target } = workload;
  const inputs = numbers(join(folder, `${name}.inputs`), Float32Array);
  const targets = numbers(join(folder, `${name}.targets`), target ? Float32Array : Int32Array);
  const [inputSize, targetSize] = [batch * size(input), batch * size(target ?? [])];
  return Array.from({ length: inputs.length / inputSize }, (_, i) => {
    const x = tf.tensor(inputs.slice(i * inputSize, (i + 1) * inputSize), [batch, ...input]);
    const some = targets.slice(i * targetSize, (i + 1) * targetSize);
    if (target) return [x, tf.tensor(some, [batch, ...target])];
    return [x, tf.oneHot(tf.tensor1d(some, "int32"), CLASSES).toFloat()];
  });
}

function numbers(file, Type) {
  return new Type(new Uint8Array(readFileSync(file)).buffer);
}

function size(shape) {
  return shape.reduce((product, length) => product * length, 1);
}
