export { type CheckpointOptions, checkpoint } from "./callbacks/checkpoint.js";
export { csvLog } from "./callbacks/csv-log.js";
export { type EarlyStoppingOptions, earlyStopping } from "./callbacks/early-stopping.js";
export { loadCheckpoint } from "./callbacks/load-checkpoint.js";
export { tensorBoard } from "./callbacks/tensor-board.js";
export { confusion } from "./confusion.js";
export { type CrossEntropyOptions, crossEntropyWith } from "./cross-entropy-with.js";
export { ctc, type SequenceLoss } from "./ctc/ctc.js";
export {
  type CtcBeamSearchOptions,
  ctcBeamSearch,
  type DecodedSequence,
} from "./ctc/ctc-beam-search.js";
export { ctcGreedy } from "./ctc/ctc-greedy.js";
export { type CtcOptions, ctcLoss } from "./ctc/ctc-loss.js";
export { editDistance } from "./ctc/edit-distance.js";
export { characterErrorRate, wordErrorRate } from "./ctc/error-rates.js";
export type { CtcDecodeOptions } from "./ctc/frame-scores.js";
export { type BoxOffsets, boxAt, boxOffsets } from "./detection/box-offsets.js";
export { type DetectOptions, detect } from "./detection/detect.js";
export { type DetectionLossOptions, detectionLoss } from "./detection/detection-loss.js";
export { type DetectionsOptions, detections } from "./detection/detections.js";
export { type MatchOptions, matchAnchors } from "./detection/match-anchors.js";
export { matchPlaces } from "./detection/match-places.js";
export {
  nonMaximumSuppression,
  type SuppressionOptions,
} from "./detection/non-maximum-suppression.js";
export { type DetectMasksOptions, detectMasks } from "./detection/regions/detect-masks.js";
export { regionLoss } from "./detection/regions/region-loss.js";
export {
  type Regions,
  type RegionsOptions,
  regions,
  type Stages,
} from "./detection/regions/regions.js";
export { type EvaluateOptions, evaluate } from "./evaluate.js";
export { fit } from "./fit.js";
export type { FitOptions } from "./fit-options.js";
export type { Gear, GearOptions } from "./gear.js";
export type { History, HistoryKey, Metrics } from "./history.js";
export {
  findLearningRate,
  type LearningRateOptions,
  type LearningRates,
} from "./learning-rate-finder.js";
export {
  crossEntropy,
  type Loss,
  type Measure,
  meanSquaredError,
  reconstruction,
} from "./loss.js";
export { type BoxLossKind, boxLoss } from "./losses/box-loss.js";
export { type DiceOptions, dice } from "./losses/dice.js";
export {
  type FocalOptions,
  focal,
  type SigmoidFocalOptions,
  sigmoidFocal,
} from "./losses/focal.js";
export { type LovaszOptions, lovaszSoftmax } from "./losses/lovasz-softmax.js";
export {
  type DrawOptions,
  type MixtureDensity,
  mixtureDensity,
} from "./losses/mixture-density.js";
export { accuracy } from "./metrics/accuracy.js";
export type { Average } from "./metrics/average.js";
export { type Calibration, type CalibrationOptions, calibration } from "./metrics/calibration.js";
export { calibrationError } from "./metrics/calibration-error.js";
export {
  type AverageScores,
  type ClassificationReport,
  classificationReport,
} from "./metrics/classification-report.js";
export { type ClusteringReport, clusteringReport } from "./metrics/clustering-report.js";
export type {
  DetectionKind,
  DetectionTruth,
  DetectionTruths,
} from "./metrics/detection/detection-objects.js";
export {
  type DetectionOverlaysOptions,
  detectionOverlays,
} from "./metrics/detection/detection-overlays.js";
export {
  type DetectionCurves,
  type DetectionReport,
  type DetectionReportOptions,
  detectionReport,
} from "./metrics/detection/detection-report.js";
export type { DetectedClass, DetectionScores } from "./metrics/detection/detection-scores.js";
export type { PrecisionCurve } from "./metrics/detection/precision-curve.js";
export type { CountedMetric, Metric } from "./metrics/metric.js";
export { perplexity } from "./metrics/perplexity.js";
export {
  type PrecisionRecall,
  type PrecisionRecallCurve,
  precisionRecall,
} from "./metrics/precision-recall-curve.js";
export { type ClassScoreOptions, f1, precision, recall } from "./metrics/precision-recall-f1.js";
export { meanAbsoluteError, r2, rootMeanSquaredError } from "./metrics/regression-metrics.js";
export { type RegressionReport, regressionReport } from "./metrics/regression-report.js";
export { type Roc, type RocCurve, roc } from "./metrics/roc.js";
export type { LabelMap } from "./metrics/segmentation/label-map.js";
export { meanIou } from "./metrics/segmentation/mean-iou.js";
export type { PanopticCounts, PanopticPicture } from "./metrics/segmentation/panoptic-matches.js";
export {
  type PanopticClass,
  type PanopticMean,
  type PanopticReport,
  type PanopticScores,
  panopticReport,
} from "./metrics/segmentation/panoptic-report.js";
export { segmentation } from "./metrics/segmentation/segmentation.js";
export {
  type SegmentationReport,
  type SegmentationReportOptions,
  type SegmentedClass,
  segmentationReport,
} from "./metrics/segmentation/segmentation-report.js";
export { type Silhouette, silhouette } from "./metrics/silhouette.js";
export { topK } from "./metrics/top-k.js";
export { type AdagradOptions, adagrad } from "./optimizers/adagrad.js";
export { type AdamOptions, adam, adamW } from "./optimizers/adam.js";
export type { GradientOptions, Optimizer } from "./optimizers/optimizer.js";
export { type RmspropOptions, rmsprop } from "./optimizers/rmsprop.js";
export { RuleOptimizer } from "./optimizers/rule-optimizer.js";
export { type MomentumOptions, momentum, sgd } from "./optimizers/sgd.js";
export { type Prediction, type PredictOptions, predict } from "./predict.js";
export type { RunRecord, RunStatus } from "./record/protocol.js";
export { type RunRecords, readRuns } from "./record/read-runs.js";
export { type Callback, type EarlyEnd, Run } from "./run.js";
export type { RunAccess } from "./run-access.js";
export { cosine } from "./schedules/cosine.js";
export { type OneCycleOptions, oneCycle } from "./schedules/one-cycle.js";
export { type ReduceOnPlateauOptions, reduceOnPlateau } from "./schedules/reduce-on-plateau.js";
export type { Moment, Schedule } from "./schedules/schedule.js";
export { stepDecay } from "./schedules/step-decay.js";
export { type WarmUpOptions, warmUp } from "./schedules/warm-up.js";
export { type SegmentedObjectsOptions, segmentedObjects } from "./segmented-objects.js";
export {
  type ContinueDrawingOptions,
  continueDrawing,
} from "./sequences/continue-drawing.js";
export { type GenerateOptions, generate } from "./sequences/generate.js";
export {
  type GradientsThroughTimeOptions,
  gradientsThroughTime,
} from "./sequences/gradients-through-time.js";
export { type NGram, nGram } from "./sequences/n-gram.js";
export { surprisal } from "./sequences/surprisal.js";
export {
  type ExamplePrediction,
  type PredictionsOptions,
  predictions,
  worstPredictions,
} from "./worst-predictions.js";
