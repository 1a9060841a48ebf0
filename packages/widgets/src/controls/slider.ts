import { controls } from "../model/kind.js";
import { type SliderStyle, styles } from "../model/style.js";
import {
  type ControlProperties,
  make,
  type Options,
  unlabelled,
  viewKind,
  type Widget,
} from "../model/widget.js";
import { type Bounds, settleNumber, settleRange } from "./bounds.js";
import { areWhole } from "./whole.js";

/** Properties that all sliders have. */
export interface TrackProperties extends ControlProperties<SliderStyle> {
  /** Which way the slider lies. */
  orientation: "horizontal" | "vertical";
  /** Whether the value is shown beside it. */
  readout: boolean;
  /** Whether values come while the handle moves, or only when it is let go. */
  continuousUpdate: boolean;
  /** What a pointer may do: drag the handle, tap beside it, snap to it. */
  behavior: "drag-tap" | "drag-snap" | "tap" | "drag" | "snap";
  /** Whether nobody can move it. */
  disabled: boolean;
}

/** Properties of a slider for one number. */
export interface SliderProperties extends TrackProperties, Bounds {
  value: number;
  /** What the arrow keys add. */
  step: number;
  /** How the value is written, as in d3-format: `".2f"`, `"d"`, `".0%"`. */
  readoutFormat: string;
}

/** Properties of a slider for two numbers. */
export interface RangeSliderProperties extends Omit<SliderProperties, "value"> {
  value: readonly [low: number, high: number];
}

export type Slider = Widget<SliderProperties>;
export type RangeSlider = Widget<RangeSliderProperties>;

/** What sliders have when nothing is said. */
export const track = {
  ...unlabelled,
  orientation: "horizontal",
  readout: true,
  continuousUpdate: true,
  behavior: "drag-tap",
  disabled: false,
} as const;

const integer = { ...track, min: 0, max: 100, step: 1, readoutFormat: "d" };
const float = { ...integer, step: 0.1, readoutFormat: ".2f" };
const shared = { module: controls, styledBy: styles.slider };

const intSlider = viewKind<SliderProperties>({
  ...shared,
  name: "IntSlider",
  defaults: { ...integer, value: 0 },
  settle: settleNumber({ whole: true }),
});
const floatSlider = viewKind<SliderProperties>({
  ...shared,
  name: "FloatSlider",
  defaults: { ...float, value: 0 },
  settle: settleNumber({ whole: false }),
});
const intRangeSlider = viewKind<RangeSliderProperties>({
  ...shared,
  name: "IntRangeSlider",
  defaults: { ...integer, value: [25, 75] },
  settle: settleRange({ whole: true }),
});
const floatRangeSlider = viewKind<RangeSliderProperties>({
  ...shared,
  name: "FloatRangeSlider",
  defaults: { ...float, value: [25, 75] },
  settle: settleRange({ whole: false }),
});

/**
 * A slider for a number: for an integer from 0 to 100 when value, bounds and step are integers,
 * otherwise for any number, from 0 to 1 unless bounds are given.
 *
 * @example
 * const rate = slider(0.5, { min: 0, max: 1, step: 0.05, label: "dropout" });
 * rate.on("change", (value) => console.log(value));
 */
export function slider(value: number, options: Options<SliderProperties> = {}): Slider {
  const { min, max, step } = options;
  if (areWhole(value, min, max, step)) return make(intSlider, { value, ...options });
  return make(floatSlider, { value, ...floatScale(options), ...options });
}

/**
 * A slider with two handles; integers and other numbers as for `slider`.
 *
 * @example
 * const years = rangeSlider([1950, 1990], { min: 1943, max: 2026 });
 */
export function rangeSlider(
  value: readonly [low: number, high: number],
  options: Options<RangeSliderProperties> = {},
): RangeSlider {
  const { min, max, step } = options;
  if (areWhole(...value, min, max, step)) return make(intRangeSlider, { value, ...options });
  return make(floatRangeSlider, { value, ...floatScale(options), ...options });
}

/** Bounds and a step of a hundredth of what lies between them, where they were not given. */
function floatScale({ min = 0, max = 1 }: Partial<Bounds>): object {
  return { min, max, step: (max - min) / 100 };
}
