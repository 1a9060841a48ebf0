import type { tf } from "@rosenblatt/engine";

const recurrent = new Set(["SimpleRNN", "LSTM", "GRU", "Bidirectional"]);

/** Whether a layer of a network carries a state from step to step. */
export function isRecurrent(layer: tf.layers.Layer): boolean {
  return recurrent.has(layer.getClassName());
}
