import {
  batchNormTrainingGradient,
  batchNormTrainingSecondOrder,
} from "../batch-normalization/gradient.js";
import { sequenceGradient } from "../recurrent/sequence.js";
import { tf } from "../tf.js";
import { conv2DGradient } from "./convolution.js";
import { conv3DGradient, conv3DTransposeGradient } from "./convolution3d.js";
import { cumprodGradient } from "./cumprod.js";
import { depthwiseGradient } from "./depthwise.js";
import { einsumGradient } from "./einsum.js";
import { unfuseGradients } from "./fused.js";
import { pickingGradient, topKGradient } from "./picking.js";
import { avgPool3DGradient, avgPoolGradient, maxPoolGradient } from "./pooling.js";
import { bilinearGradient, nearestGradient } from "./resizing.js";
import { scatterGradient, scatterUpdateGradient } from "./scattering.js";
import { secondOrderGradients } from "./second-order.js";
import { stepGradients } from "./steps.js";
import { orderTape } from "./tape-order.js";

/** Adds the gradients that TensorFlow.js lacks or gets wrong, on every backend. */
export function registerGradients(): void {
  [
    avgPool3DGradient(),
    avgPoolGradient(),
    batchNormTrainingGradient,
    batchNormTrainingSecondOrder,
    bilinearGradient,
    conv2DGradient(),
    conv3DGradient(),
    conv3DTransposeGradient,
    cumprodGradient,
    depthwiseGradient(),
    einsumGradient,
    maxPoolGradient(),
    nearestGradient(),
    pickingGradient({ kernelName: tf.DepthToSpace, from: "x" }),
    pickingGradient({ kernelName: tf.FlipLeftRight, from: "image" }),
    pickingGradient({ kernelName: tf.GatherNd, from: "params", others: ["indices"] }),
    // TensorFlow.js cuts the padding's errors off instead of giving them to what is mirrored there.
    pickingGradient({ kernelName: tf.MirrorPad, from: "x" }),
    pickingGradient({ kernelName: tf.StridedSlice, from: "x" }),
    scatterGradient,
    scatterUpdateGradient,
    sequenceGradient,
    topKGradient,
    ...secondOrderGradients,
    ...stepGradients,
  ].forEach(tf.registerGradient);
  unfuseGradients();
  orderTape();
}
