import { type Img, tf } from "@rosenblatt/engine";
import type { AnyLayer } from "../chain.js";
import { applyAll } from "../sequence.js";

/** A network's own way down, whose last layer is not the network's last. */
export function ownEncoder(shape: Img, layers: readonly AnyLayer[]): tf.LayersModel {
  const inputs = tf.input({ shape: [...shape], name: "input" });
  const outputs = applyAll(layers, inputs, { prefix: "", last: false });
  return tf.model({ inputs, outputs });
}
