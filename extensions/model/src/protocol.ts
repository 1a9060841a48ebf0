export type {
  Answers,
  BoxFacts,
  Checkpoints,
  ClassChance,
  Comparison,
  Examples,
  FromModel,
  LayerComparison,
  LayerFacts,
  ModelFacts,
  ModelInput,
  ModelOutput,
  ModelQuestion,
  Pictures,
  Prediction,
  Times,
  WeightFacts,
  WeightState,
  Weights,
} from "@rosenblatt/models/lib/model-view/protocol.js";
export type { WeightHistogram } from "@rosenblatt/models/lib/weights/weight-histograms.js";

/** The comm target under which a kernel's models answer: see docs/model-protocol.md. */
export const modelTarget = "rosenblatt.model";

/** The MIME type of an output that tells which comm its model answers on. */
export const modelMime = "application/vnd.rosenblatt.model+json";
