export type { Annotated, MarkedClasses } from "./annotated/annotated.js";
export {
  type AnnotatedPicturesOptions,
  annotatedPictures,
  type PixelLabels,
} from "./annotated/annotated-pictures.js";
export { type BoxCropsOptions, boxCrops } from "./annotated/box-crops.js";
export type { ColourPicture, FrameSize } from "./annotated/picture-dataset.js";
export {
  type AnnotatedPicture,
  type Annotation,
  type AnnotationFields,
  type AnnotationSet,
  annotationSet,
  type Category,
  type Detection,
} from "./annotations/annotation-set.js";
export { cocoInstances, writeCocoInstances } from "./annotations/coco-instances.js";
export {
  cocoPanoptic,
  type PanopticAnnotation,
  type PanopticSet,
  type Segment,
  writeCocoPanoptic,
} from "./annotations/coco-panoptic.js";
export {
  type CocoResultsOptions,
  cocoResults,
  writeCocoResults,
} from "./annotations/coco-results.js";
export { type OverlaidObjectsOptions, overlaidObjects } from "./annotations/overlaid-objects.js";
export { type PascalVocOptions, pascalVoc, writePascalVoc } from "./annotations/pascal-voc.js";
export { type SegmentMap, segmentMap, writeSegmentMap } from "./annotations/segment-map.js";
export { type Segmentation, segmentationMask } from "./annotations/segmentation-mask.js";
export { audioFile } from "./audio/audio-file.js";
export { type AudioFolder, type AudioFolderOptions, audioFolder } from "./audio/audio-folder.js";
export { decodeAudio } from "./audio/decode-audio.js";
export { resample } from "./audio/resample.js";
export type { Sound } from "./audio/sound.js";
export {
  type Augmentation,
  augmentation,
  type Random,
  type Transform,
} from "./augment/augmentation.js";
export { augmented } from "./augment/augmented.js";
export { colour } from "./augment/colour.js";
export { crop } from "./augment/crop.js";
export { erase } from "./augment/erase.js";
export { flip } from "./augment/flip.js";
export { gain } from "./augment/gain.js";
export type { Box, Image } from "./augment/image.js";
export { type Change, cutmix, type Mixing, mixup } from "./augment/mixing.js";
export { noise } from "./augment/noise.js";
export { pad } from "./augment/pad.js";
export { rotate } from "./augment/rotate.js";
export { scale } from "./augment/scale.js";
export { shear } from "./augment/shear.js";
export { shift } from "./augment/shift.js";
export { timeShift } from "./augment/time-shift.js";
export { type Batch, tensors } from "./batches.js";
export { breastCancer } from "./breast-cancer.js";
export { cars } from "./cars.js";
export type { ClassBalance } from "./class-balance.js";
export { correlation } from "./correlation.js";
export { DataFileError } from "./data-file-error.js";
export { type Dataset, type DatasetFacts, dataset } from "./dataset.js";
export { diabetes } from "./diabetes.js";
export { digits8 } from "./digits8.js";
export { Unreachable } from "./download.js";
export { fashionMnist } from "./fashion-mnist.js";
export type { ArrayOptions } from "./files/arrays.js";
export type { Skipped } from "./files/class-folders.js";
export { type CsvOptions, csv } from "./files/csv.js";
export { type IdxFiles, idx } from "./files/idx-folder.js";
export {
  type ImageFolder,
  type ImageFolderOptions,
  imageFolder,
} from "./files/image-folder.js";
export { type ArrayDataset, type NpzOptions, npy, npz } from "./files/npz.js";
export type { DivideOptions } from "./files/own.js";
export { type TfrecordOptions, tfrecord } from "./files/tfrecord.js";
export { type ChessGamesOptions, chessGames } from "./games/chess-games.js";
export { type ParsedGames, parsePgn } from "./games/parse-pgn.js";
export { type ChessGames, pgn } from "./games/pgn.js";
export type { BrokenGame, GameResult, PgnGame, PgnLine } from "./games/pgn-game.js";
export { blobs } from "./generated/blobs.js";
export { circles } from "./generated/circles.js";
export type { Points, PointsOptions } from "./generated/generated.js";
export { spirals } from "./generated/spirals.js";
export { twoMoons } from "./generated/two-moons.js";
export { xor } from "./generated/xor.js";
export { decodeIdx, type IdxArray } from "./idx.js";
export type { Grey28 } from "./image-set.js";
export { type IrisClass, type IrisFeature, iris } from "./iris.js";
export type { LabelOf, LabelsOf, OutputShapeOf, OutputsOf, Quantity } from "./labels.js";
export type { ImageSetOptions } from "./load-image-set.js";
export { decodeMask, encodeMask } from "./masks/bitmap.js";
export { type BoxEdges, boxIou, type IouOptions } from "./masks/box-iou.js";
export { intersectionMask, unionMask } from "./masks/combined-masks.js";
export { type ConnectedOptions, connectedSegments } from "./masks/connected-segments.js";
export { maskArea, maskBox } from "./masks/mask-extent.js";
export { maskIou, maskOverlap } from "./masks/mask-iou.js";
export { maskFromText, maskText } from "./masks/mask-text.js";
export { boxMask, type Polygon, polygonMask } from "./masks/polygon-mask.js";
export {
  type PictureSize,
  type RunLengthMask,
  runLengthMask,
} from "./masks/run-length-mask.js";
export { maunaLoa, type TimeSeries } from "./mauna-loa.js";
export { mnist } from "./mnist.js";
export { type Normalisation, normalisation } from "./normalisation.js";
export { penguins } from "./penguins.js";
export {
  type SceneClasses,
  type Scenes,
  type ScenesOptions,
  scenes,
  type Things,
} from "./scenes/scenes.js";
export { type BccdOptions, bccd } from "./sets/bccd.js";
export { type CamvidOptions, camvid } from "./sets/camvid.js";
export type { Colour32 } from "./sets/cifar.js";
export { cifar10 } from "./sets/cifar10.js";
export { type Cifar100Options, cifar100 } from "./sets/cifar100.js";
export { type CocoOptions, coco } from "./sets/coco.js";
export type { DigitSpeaker } from "./sets/digit-takes.js";
export { type OmniglotOptions, omniglot } from "./sets/omniglot.js";
export { type OxfordPetsOptions, oxfordPets } from "./sets/oxford-pets.js";
export { signLanguageDigits } from "./sets/sign-language-digits.js";
export {
  type SpeechCommands,
  type SpeechCommandsOptions,
  speechCommands,
} from "./sets/speech-commands.js";
export {
  type SpokenDigits,
  type SpokenDigitsOptions,
  spokenDigits,
} from "./sets/spoken-digits.js";
export {
  type SpokenStrings,
  type SpokenStringsOptions,
  spokenStrings,
} from "./sets/spoken-strings.js";
export { type Voc2012Options, voc2012 } from "./sets/voc2012.js";
export type { SymbolKind } from "./speech/alphabet.js";
export { type Sentences, sentences } from "./speech/sentences.js";
export {
  type Speech,
  type SpeechManifestOptions,
  speechManifest,
} from "./speech/speech-manifest.js";
export {
  type Utterance,
  type UtteranceBatch,
  Utterances,
  type UtterancesOptions,
  utterances,
} from "./speech/utterances.js";
export { type Example, Split, type SplitFields, type SplitParts } from "./split.js";
export { BatchStream, type StreamOptions } from "./stream/batch-stream.js";
export { generator } from "./stream/generator.js";
export type { PlainBatch } from "./stream/plain-batch.js";
export { namedDrawings } from "./strokes/named-drawings.js";
export {
  type DrawingParts,
  type Drawings,
  type OmniglotStrokesOptions,
  omniglotStrokes,
} from "./strokes/omniglot-strokes.js";
export { type PenSequencesOptions, penSequences } from "./strokes/pen-sequences.js";
export { type Spacing, spaced } from "./strokes/spaced.js";
export type { LoadTable, TabularOptions } from "./table.js";
export { type CharactersOptions, characters } from "./text/characters.js";
export { mobyDick, type Text } from "./text/moby-dick.js";
export { wine } from "./wine.js";
