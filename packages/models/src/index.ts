export type { Activation } from "./activation.js";
export { type BatchNormOptions, batchNorm } from "./batch-norm.js";
export { type ConvOptions, conv } from "./conv.js";
export { type DenseOptions, dense } from "./dense.js";
export { dropout } from "./dropout.js";
export { explain } from "./explain/explain.js";
export type { Cost, ExplainedCall, ExplainedUpdate, Explanation } from "./explain/explanation.js";
export type { Phase } from "./explain/phases.js";
export { flatten } from "./flatten.js";
export type { AnyRankLayer, Layer, Place } from "./layer.js";
export { type Net, net } from "./net.js";
export {
  type DecisionLine,
  Perceptron,
  type PerceptronOptions,
  type PerceptronStep,
  perceptron,
} from "./perceptron.js";
export { type PoolOptions, pool } from "./pool.js";
export { type SaveOnnxOptions, saveOnnx } from "./save-onnx.js";
export { type LayerSummary, type Summary, summary } from "./summary.js";
