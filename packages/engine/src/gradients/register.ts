import { tf } from "../tf.js";
import { conv2DGradient } from "./dilated-conv2d.js";
import { depthwiseGradient } from "./dilated-depthwise.js";
import { unfuseDilated } from "./dilated-fused.js";
import { einsumGradient } from "./einsum.js";

/** Adds the gradients that TensorFlow.js lacks, on every backend. */
export function registerGradients(): void {
  for (const gradient of [conv2DGradient(), depthwiseGradient(), einsumGradient]) {
    tf.registerGradient(gradient);
  }
  unfuseDilated();
}
