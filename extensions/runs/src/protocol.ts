export type {
  FromPanel,
  HyperParameter,
  Patch,
  Refusal,
  RUN_TARGET,
  RunLabels,
  RunRecord,
  RunStatus,
  Series,
  Snapshot,
  ToPanel,
  WeightHistogram,
} from "@rosenblatt/training/lib/record/protocol.js";
