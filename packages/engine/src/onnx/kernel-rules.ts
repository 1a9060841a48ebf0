import { activationRules } from "./kernels/activations.js";
import { binaryRules } from "./kernels/binary.js";
import { comparisonRules } from "./kernels/comparison.js";
import { convolutionRules } from "./kernels/convolution.js";
import { croppingRules } from "./kernels/cropping.js";
import { cumulationRules } from "./kernels/cumulation.js";
import { dilationRules } from "./kernels/dilation.js";
import { einsumRules } from "./kernels/einsum.js";
import { fillingRules } from "./kernels/filling.js";
import { fusedRules } from "./kernels/fused.js";
import { gatheringRules } from "./kernels/gathering.js";
import { imageRules } from "./kernels/images.js";
import { joiningRules } from "./kernels/joining.js";
import { normalizationRules } from "./kernels/normalization.js";
import { paddingRules } from "./kernels/padding.js";
import { poolingRules } from "./kernels/pooling.js";
import { productRules } from "./kernels/product.js";
import { recurrentRules } from "./kernels/recurrent.js";
import { reductionRules } from "./kernels/reduction.js";
import { resizingRules } from "./kernels/resizing.js";
import { scatteringRules } from "./kernels/scattering.js";
import { segmentRules } from "./kernels/segments.js";
import { shapingRules } from "./kernels/shaping.js";
import { slicingRules } from "./kernels/slicing.js";
import { softmaxRules } from "./kernels/softmax.js";
import { unaryRules } from "./kernels/unary.js";
import { volumeRules } from "./kernels/volumes.js";
import type { KernelRules } from "./lowering.js";

/** What the traced gear knows of TensorFlow.js's kernels, by their names. */
export const kernelRules: KernelRules = {
  ...activationRules,
  ...binaryRules,
  ...comparisonRules,
  ...convolutionRules,
  ...croppingRules,
  ...cumulationRules,
  ...dilationRules,
  ...einsumRules,
  ...fillingRules,
  ...fusedRules,
  ...recurrentRules,
  ...gatheringRules,
  ...imageRules,
  ...joiningRules,
  ...normalizationRules,
  ...paddingRules,
  ...poolingRules,
  ...productRules,
  ...reductionRules,
  ...resizingRules,
  ...scatteringRules,
  ...segmentRules,
  ...shapingRules,
  ...slicingRules,
  ...softmaxRules,
  ...unaryRules,
  ...volumeRules,
};
