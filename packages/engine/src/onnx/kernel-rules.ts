import { binaryRules } from "./kernels/binary.js";
import { convolutionRules } from "./kernels/convolution.js";
import { fillingRules } from "./kernels/filling.js";
import { fusedRules } from "./kernels/fused.js";
import { poolingRules } from "./kernels/pooling.js";
import { productRules } from "./kernels/product.js";
import { reductionRules } from "./kernels/reduction.js";
import { shapingRules } from "./kernels/shaping.js";
import { softmaxRules } from "./kernels/softmax.js";
import { unaryRules } from "./kernels/unary.js";
import type { KernelRules } from "./lowering.js";

/** What the traced gear knows of TensorFlow.js's kernels, by their names. */
export const kernelRules: KernelRules = {
  ...unaryRules,
  ...binaryRules,
  ...reductionRules,
  ...shapingRules,
  ...fillingRules,
  ...softmaxRules,
  ...productRules,
  ...convolutionRules,
  ...poolingRules,
  ...fusedRules,
};
