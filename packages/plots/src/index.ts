export { type Animation, type AnimationOptions, animation, type Frame } from "./animation.js";
export { encodeWav } from "./audio/encode-wav.js";
export { type Recording, recording } from "./audio/recording.js";
export { type Recordings, recordings } from "./audio/recordings.js";
export type { AxesOptions } from "./axis.js";
export { type Band, band } from "./band.js";
export { type Boundary, type BoundaryOptions, boundary, type PlanePredictor } from "./boundary.js";
export { type BoxedPicture, type BoxGridOptions, type BoxMark, boxGrid } from "./box-grid.js";
export { type Bubble, type Bubbles, type BubblesOptions, bubbles } from "./bubbles.js";
export { type Bundle, plotlyMime } from "./bundle.js";
export type { ConfusedExample } from "./cell-pictures.js";
export {
  type Confusion,
  type ConfusionMatrix,
  type ConfusionMatrixOptions,
  confusionMatrix,
} from "./confusion-matrix.js";
export { type DisplayOptions, display, show } from "./display.js";
export { bundleOf, type Displayable, displayable, jupyterDisplay } from "./displayable.js";
export { type Distributions, type DistributionsOptions, distributions } from "./distributions.js";
export { durationText, timeLeftText } from "./duration-text.js";
export { type Figure, figure, type Layout, type Numbers, type Trace } from "./figure.js";
export type { Grid, PlaneFunction } from "./grid.js";
export { type HeatOverlayOptions, heatOverlay } from "./heat-overlay.js";
export { type HeatText, type HeatTextOptions, heatText } from "./heat-text.js";
export { escapeHtml } from "./html.js";
export { type ImageGridOptions, imageGrid } from "./image-grid.js";
export {
  type LearningCurves,
  type LearningCurvesOptions,
  learningCurves,
  type RunHistory,
} from "./learning-curves.js";
export { type LineOptions, line, type Series } from "./line.js";
export { type Live, live } from "./live.js";
export {
  type MarkedBox,
  type MarkOverlayOptions,
  type Marks,
  markOverlay,
} from "./mark-overlay.js";
export {
  type OverlaidObject,
  type OverlaidPicture,
  type OverlaysOptions,
  overlays,
} from "./overlays.js";
export { type PanelsOptions, panels } from "./panels.js";
export { type Path, type Paths, type PathsOptions, paths } from "./paths.js";
export { type Picture, picture, type Raster } from "./picture.js";
export {
  type PredictedImage,
  type PredictionGrid,
  type PredictionGridOptions,
  predictionGrid,
} from "./prediction-grid.js";
export { type ProgressBar, progressBar } from "./progress-bar.js";
export {
  type Range,
  type Ranges,
  type RangesOptions,
  type RunsByName,
  ranges,
} from "./ranges.js";
export type { RunEvent } from "./run-event.js";
export { type RunView, runView } from "./run-view.js";
export { type Point, type ScatterOptions, scatter } from "./scatter.js";
export { type SliderOptions, slider } from "./slider.js";
export { type Drawing, drawing, type PenMove } from "./strokes/drawing.js";
export { type DrawingGrid, type DrawingsOptions, drawings } from "./strokes/drawings.js";
export { type Surface, type SurfaceOptions, surface } from "./surface.js";
export { type Cell, type Table, type TableOptions, table } from "./table.js";
