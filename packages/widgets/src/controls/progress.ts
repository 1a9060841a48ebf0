import { type ProgressStyle, styles } from "../model/style.js";
import {
  type ControlProperties,
  make,
  type Options,
  unlabelled,
  viewKind,
  type Widget,
} from "../model/widget.js";
import { type Bounds, settleNumber } from "./bounds.js";

/** Properties of a progress bar. */
export interface ProgressProperties extends ControlProperties<ProgressStyle>, Bounds {
  value: number;
  /** The theme's colours for a meaning. */
  barStyle: "success" | "info" | "warning" | "danger" | "";
  /** Which way the bar lies. */
  orientation: "horizontal" | "vertical";
}

export type Progress = Widget<ProgressProperties>;

const progressKind = viewKind<ProgressProperties>({
  name: "FloatProgress",
  view: "ProgressView",
  styledBy: styles.progress,
  defaults: {
    ...unlabelled,
    value: 0,
    min: 0,
    max: 100,
    barStyle: "",
    orientation: "horizontal",
  },
  settle: settleNumber({ whole: false }),
});

/**
 * A bar that says how far something is, from 0 to 1 unless bounds are given.
 *
 * @example
 * const bar = progress(0, { max: 200, label: "batches" });
 * for (let batch = 1; batch <= 200; batch++) bar.value = batch;
 */
export function progress(value = 0, options: Options<ProgressProperties> = {}): Progress {
  return make(progressKind, { value, max: 1, ...options });
}
