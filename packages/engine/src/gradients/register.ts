import { tf } from "../tf.js";
import { conv2DGradient } from "./convolution.js";
import { depthwiseGradient } from "./depthwise.js";
import { einsumGradient } from "./einsum.js";
import { unfuseGradients } from "./fused.js";

/** Adds the gradients that TensorFlow.js lacks, on every backend. */
export function registerGradients(): void {
  for (const gradient of [conv2DGradient(), depthwiseGradient(), einsumGradient]) {
    tf.registerGradient(gradient);
  }
  unfuseGradients();
}
