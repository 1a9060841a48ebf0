export type { Activation } from "./activation.js";
export { activation } from "./activation-layer.js";
export type { FrameOptions } from "./audio/frames.js";
export type { FrontEnd } from "./audio/front-end.js";
export type { LoudnessOptions } from "./audio/loudness.js";
export { type MelFilterOptions, melFilters } from "./audio/mel-filters.js";
export { type MelSpectrogramOptions, melSpectrogram } from "./audio/mel-spectrogram.js";
export { type MfccOptions, mfcc } from "./audio/mfcc.js";
export { type SpecAugmentOptions, specAugment } from "./audio/spec-augment.js";
export { type SpectrogramOptions, spectrogram } from "./audio/spectrogram.js";
export { stft } from "./audio/stft.js";
export type { FrameWindow } from "./audio/window-values.js";
export { type BatchNormOptions, batchNorm } from "./batch-norm.js";
export { block } from "./block.js";
export { type BranchOptions, branch } from "./branch.js";
export { alexnet } from "./builders/alexnet.js";
export { type Autoencoder, type AutoencoderOptions, autoencoder } from "./builders/autoencoder.js";
export { type CharacterModelOptions, characterModel } from "./builders/character-model.js";
export { lenet } from "./builders/lenet.js";
export { logisticRegression } from "./builders/logistic-regression.js";
export { type MlpOptions, mlp } from "./builders/mlp.js";
export { mobilenetV1, mobilenetV2 } from "./builders/mobilenet.js";
export type { NetworkOptions } from "./builders/network-options.js";
export { type ResnetOptions, resnet18, resnet34, resnet50 } from "./builders/resnet.js";
export { squeezenet } from "./builders/squeezenet.js";
export { vgg16 } from "./builders/vgg16.js";
export { type KMeans, type KMeansOptions, type KMeansStep, kMeans } from "./classic/k-means.js";
export {
  type NearestNeighbours,
  type Neighbour,
  nearestNeighbours,
} from "./classic/nearest-neighbours.js";
export { type Pca, type PcaOptions, pca } from "./classic/pca.js";
export type { PointsLike } from "./classic/points.js";
export {
  type SelfOrganisingMap,
  type SelfOrganisingMapOptions,
  type SelfOrganisingMapStep,
  selfOrganisingMap,
} from "./classic/self-organising-map.js";
export { type Tsne, type TsneOptions, tsne } from "./classic/tsne.js";
export { type ConvOptions, conv } from "./conv.js";
export { cropEdges } from "./crop-edges.js";
export { type DenseLayer, type DenseOptions, dense } from "./dense.js";
export { type DepthwiseConvOptions, depthwiseConv } from "./depthwise-conv.js";
export { type Anchor, type AnchorOptions, anchors } from "./detection/anchors.js";
export {
  type Detector,
  type DetectorFacts,
  type DetectorOptions,
  isDetector,
  type Matching,
} from "./detection/detector.js";
export { fcos } from "./detection/fcos.js";
export { type FeaturePyramidOptions, featurePyramid } from "./detection/feature-pyramid.js";
export {
  isRegionHead,
  type RegionFacts,
  type RegionHead,
  type RegionHeadOptions,
  regionHead,
} from "./detection/region-head.js";
export { type SsdOptions, ssd } from "./detection/ssd.js";
export { type Diagram, diagram } from "./diagram/diagram.js";
export type { Repeat as DiagramRepeat } from "./diagram/folded.js";
export type { Box as DiagramBox } from "./diagram/graph.js";
export { type LayerStep, type StepReading, type Unrolled, unrolled } from "./diagram/unrolled.js";
export { dropout } from "./dropout.js";
export { embedding } from "./embedding.js";
export { explain } from "./explain/explain.js";
export type { Cost, ExplainedCall, ExplainedUpdate, Explanation } from "./explain/explanation.js";
export type { Phase } from "./explain/phases.js";
export { flatten } from "./flatten.js";
export { type GlobalPoolOptions, globalPool } from "./global-pool.js";
export {
  type ActivationMaximisation,
  type ActivationMaximisationOptions,
  activationMaximisation,
} from "./insight/activation-maximisation.js";
export { type FeatureMaps, type FeatureMapsOptions, featureMaps } from "./insight/feature-maps.js";
export { type Filters, type FiltersOptions, filters } from "./insight/filters.js";
export { type GradCam, type GradCamOptions, gradCam } from "./insight/grad-cam.js";
export type { LayerChoice } from "./insight/layer-of.js";
export { type Occlusion, type OcclusionOptions, occlusion } from "./insight/occlusion.js";
export { type ReceptiveField, receptiveField } from "./insight/receptive-field.js";
export { type States, type StatesOptions, states } from "./insight/states.js";
export {
  type ImagesLike,
  type Patch,
  type StrongestPatches,
  type StrongestPatchesOptions,
  strongestPatches,
} from "./insight/strongest-patches.js";
export type { Join } from "./join.js";
export type { AnyRankLayer, Layer, Place } from "./layer.js";
export type { LayerSummary } from "./layer-costs.js";
export type { Margins } from "./margins.js";
export type { Memory } from "./memory.js";
export type { ViewedExamples } from "./model-view/examples.js";
export { addHistograms, type ModelCommOptions, modelComm } from "./model-view/model-comm.js";
export { named } from "./named.js";
export { type Net, net } from "./net.js";
export type { LayerPath } from "./path.js";
export { perStep } from "./per-step.js";
export {
  type DecisionLine,
  Perceptron,
  type PerceptronOptions,
  type PerceptronStep,
  perceptron,
} from "./perceptron.js";
export { type PoolOptions, pool } from "./pool.js";
export { bidirectional } from "./recurrent/bidirectional.js";
export { gru } from "./recurrent/gru.js";
export { lastSteps } from "./recurrent/last-steps.js";
export { type LstmOptions, lstm } from "./recurrent/lstm.js";
export type {
  RecurrentLayer,
  RecurrentOptions,
  RecurrentOutput,
} from "./recurrent/recurrent-layer.js";
export { rnn } from "./recurrent/rnn.js";
export { repeat } from "./repeat.js";
export { rescale } from "./rescale.js";
export { reshape } from "./reshape.js";
export { type ResidualOptions, residual } from "./residual.js";
export { rows } from "./rows.js";
export { type SaveOnnxOptions, saveOnnx } from "./save-onnx.js";
export { type AsppOptions, aspp } from "./segmentation/aspp.js";
export { type Deeplabv3Options, deeplabv3 } from "./segmentation/deeplabv3.js";
export { type FcnOptions, fcn } from "./segmentation/fcn.js";
export type { MirroredOptions, SegmentationOptions } from "./segmentation/segmentation-options.js";
export { type SegnetOptions, segnet } from "./segmentation/segnet.js";
export { type UnetOptions, unet } from "./segmentation/unet.js";
export { separableConv } from "./separable-conv.js";
export { type SqueezeExciteOptions, squeezeExcite } from "./squeeze-excite.js";
export { type Summary, type SummaryOptions, summary } from "./summary.js";
export { unpooled } from "./unpooled.js";
export { type UpConvOptions, upConv } from "./up-conv.js";
export { upsample } from "./upsample.js";
export { type LoadWeightsOptions, loadWeights } from "./weights/load-weights.js";
export { saveWeights } from "./weights/save-weights.js";
export { type WeightHistogram, weightHistograms } from "./weights/weight-histograms.js";
export type { ShapeMismatch, WeightReport } from "./weights/weight-report.js";
export type { Pad, WindowSize } from "./window.js";
export { zeroPad } from "./zero-pad.js";
export { type Architecture, architectures } from "./zoo/architectures.js";
export { dpn131 } from "./zoo/dpn.js";
export { inceptionResnetV2 } from "./zoo/inception-resnet-v2.js";
export { inceptionV2 } from "./zoo/inception-v2.js";
export { inceptionV3 } from "./zoo/inception-v3.js";
export { type NasnetOptions, nasnetA } from "./zoo/nasnet.js";
export { polynet } from "./zoo/polynet.js";
export { resnext101 } from "./zoo/resnext.js";
export { senet154 } from "./zoo/senet.js";
export { xception } from "./zoo/xception.js";
