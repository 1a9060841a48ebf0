export type { Batch } from "./batches.js";
export { type Dataset, type DatasetFacts, dataset } from "./dataset.js";
export { fashionMnist } from "./fashion-mnist.js";
export { decodeIdx, type IdxArray } from "./idx.js";
export type { Grey28 } from "./image-set.js";
export { type IrisClass, type IrisFeature, type IrisOptions, iris } from "./iris.js";
export type { ImageSetOptions } from "./load-image-set.js";
export { mnist } from "./mnist.js";
export { type Example, Split, type SplitFields } from "./split.js";
