import { tf } from "@rosenblatt/engine";
import { shapesOf, usesOf } from "./uses.js";

/** How often each layer runs, after once to warm up; the median counts. */
const rounds = 5;

/**
 * Milliseconds that a layer takes for a batch of zeros in inference, at all places where the
 * model uses it, on TensorFlow.js's backend of the moment, one thread.
 */
export function measuredTime(
  model: tf.LayersModel,
  { layer, batch }: { layer: tf.layers.Layer; batch: number },
): number {
  if (layer.getClassName() === "InputLayer") return 0;
  return usesOf(model, layer).reduce((total, { inputShapes }) => {
    const inputs = shapesOf(inputShapes).map(([, ...sizes]) =>
      tf.zeros([batch, ...sizes.map((size) => size ?? 1)]),
    );
    try {
      return total + medianOfRuns(() => layer.apply(inputs.length === 1 ? inputs[0]! : inputs));
    } finally {
      tf.dispose(inputs);
    }
  }, 0);
}

function medianOfRuns(work: () => unknown): number {
  const times = Array.from({ length: rounds + 1 }, () => {
    const start = performance.now();
    // Some backends compute when somebody looks.
    tf.tidy(() => {
      for (const result of [work()].flat()) (result as tf.Tensor).dataSync();
    });
    return performance.now() - start;
  });
  return times.slice(1).sort((a, b) => a - b)[Math.floor(rounds / 2)]!;
}
