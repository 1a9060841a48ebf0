import { tf } from "@rosenblatt/engine";
import { shapesOf, usesOf } from "./uses.js";

/**
 * Milliseconds that a layer takes for a batch of zeros in inference, at all places where the
 * model uses it, on TensorFlow.js's backend of the moment, one thread. Each runs once to warm up,
 * then so many rounds; the median counts.
 */
export function measuredTime(
  model: tf.LayersModel,
  { layer, batch, rounds = 5 }: { layer: tf.layers.Layer; batch: number; rounds?: number },
): number {
  if (layer.getClassName() === "InputLayer") return 0;
  return usesOf(model, layer).reduce((total, { inputShapes }) => {
    const inputs = shapesOf(inputShapes).map(([, ...sizes]) =>
      tf.zeros([batch, ...sizes.map((size) => size ?? 1)]),
    );
    try {
      return (
        total + medianOfRuns(rounds, () => layer.apply(inputs.length === 1 ? inputs[0]! : inputs))
      );
    } finally {
      tf.dispose(inputs);
    }
  }, 0);
}

function medianOfRuns(rounds: number, work: () => unknown): number {
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
