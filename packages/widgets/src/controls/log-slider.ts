import { styles } from "../model/style.js";
import { make, type Options, viewKind, type Widget } from "../model/widget.js";
import type { Codec } from "../wire/codec.js";
import { settleNumber } from "./bounds.js";
import { type SliderProperties, track } from "./slider.js";

/** Properties of a slider on a logarithmic scale. */
export interface LogSliderProperties extends SliderProperties {
  /** The base of the exponents that `step` counts. */
  readonly base: 10;
}

export type LogSlider = Widget<LogSliderProperties>;

/** The front end's bounds are exponents of ten. */
const exponent: Codec<number> = {
  toWire: (value) => Math.log10(value),
  fromWire: (wire) => 10 ** Number(wire),
};

const settle = settleNumber<LogSliderProperties>({ whole: false });

const logSliderKind = viewKind<LogSliderProperties>({
  name: "FloatLogSlider",
  styledBy: styles.slider,
  defaults: {
    ...track,
    value: 1,
    min: 1,
    max: 10_000,
    step: 0.1,
    base: 10,
    readoutFormat: ".3g",
  },
  codecs: { min: exponent, max: exponent },
  settle: (change, state) => {
    const { min } = { ...state, ...change };
    if (min > 0) return settle(change, state);
    throw new RangeError(`Cannot make a logarithmic scale: expected min above 0, got ${min}`);
  },
});

/**
 * A slider on a logarithmic scale. The bounds are values of it; `step` is one of the exponent: 0.1
 * gives ten steps from 1 to 10.
 *
 * @example
 * const learningRate = logSlider(1e-3, { min: 1e-5, max: 1, label: "lr" });
 */
export function logSlider(value: number, options: Options<SliderProperties> = {}): LogSlider {
  return make(logSliderKind, { value, ...options });
}
