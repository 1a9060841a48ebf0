import { styles } from "../model/style.js";
import {
  type ControlProperties,
  make,
  type Options,
  unlabelled,
  viewKind,
  type Widget,
} from "../model/widget.js";
import { type Bounds, checkNumber, settleNumber } from "./bounds.js";
import { areWhole } from "./whole.js";

/** Properties of a field for a number. */
export interface NumberProperties extends ControlProperties {
  value: number;
  /** What the arrow keys add; null leaves it to the browser. */
  step: number | null;
  /** Whether values come while somebody types, or only with Enter and when the field is left. */
  continuousUpdate: boolean;
  /** Whether nobody can type in it. */
  disabled: boolean;
}

/** Properties of a field for a number with bounds. */
export interface BoundedNumberProperties extends NumberProperties, Bounds {}

export type NumberField = Widget<NumberProperties>;
export type BoundedNumberField = Widget<BoundedNumberProperties>;

const field = { ...unlabelled, value: 0, continuousUpdate: false, disabled: false };
const bounded = { ...field, min: 0, max: 100 };
const styledBy = styles.description;

const intText = viewKind<NumberProperties>({
  name: "IntText",
  styledBy,
  defaults: { ...field, step: 1 },
  settle: settleUnbounded({ whole: true }),
});
const floatText = viewKind<NumberProperties>({
  name: "FloatText",
  styledBy,
  defaults: { ...field, step: null },
  settle: settleUnbounded({ whole: false }),
});
const boundedIntText = viewKind<BoundedNumberProperties>({
  name: "BoundedIntText",
  view: "IntTextView",
  styledBy,
  defaults: { ...bounded, step: 1 },
  settle: settleNumber({ whole: true }),
});
const boundedFloatText = viewKind<BoundedNumberProperties>({
  name: "BoundedFloatText",
  view: "FloatTextView",
  styledBy,
  defaults: { ...bounded, step: null },
  settle: settleNumber({ whole: false }),
});

/**
 * A field for a number: for integers when value, bounds and step are integers. With both bounds
 * the front end keeps to them.
 *
 * @example
 * const epochs = number(5, { min: 1, max: 100, label: "epochs" });
 * const momentum = number(0.9);
 */
export function number(
  value: number,
  options: Options<BoundedNumberProperties> & Bounds,
): BoundedNumberField;
export function number(value?: number, options?: Options<NumberProperties>): NumberField;
export function number(
  value = 0,
  options: Options<NumberProperties> & Partial<Bounds> = {},
): NumberField | BoundedNumberField {
  const { min, max, step } = options;
  const whole = areWhole(value, min, max, step ?? undefined);
  if (min === undefined && max === undefined) {
    return make(whole ? intText : floatText, { value, ...options });
  }
  const given = { value, min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER, ...options };
  return make(whole ? boundedIntText : boundedFloatText, given);
}

function settleUnbounded({ whole }: { whole: boolean }) {
  const [min, max] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  return (change: Partial<NumberProperties>): Partial<NumberProperties> => {
    if (change.value !== undefined) checkNumber(change.value, { min, max, whole });
    return change;
  };
}
