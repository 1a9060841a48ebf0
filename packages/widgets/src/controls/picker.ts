import { styles } from "../model/style.js";
import {
  type ControlProperties,
  make,
  type Options,
  unlabelled,
  viewKind,
  type Widget,
} from "../model/widget.js";
import type { Codec } from "../wire/codec.js";

/** Properties of a picker for colours. */
export interface ColorPickerProperties extends ControlProperties {
  /** A CSS colour. */
  value: string;
  /** Whether it is only a patch of colour, without a field for its name. */
  concise: boolean;
  /** Whether nobody can change it. */
  disabled: boolean;
}

/** Properties of a picker for days. */
export interface DatePickerProperties extends ControlProperties {
  /** Midnight of the day, by the clock of the kernel's machine; null for none. */
  value: Date | null;
  /** The first day that can be picked. */
  min: Date | null;
  /** The last day that can be picked. */
  max: Date | null;
  /** Days from one that can be picked to the next. */
  step: number | "any";
  /** Whether nobody can change it. */
  disabled: boolean;
}

export type ColorPicker = Widget<ColorPickerProperties>;
export type DatePicker = Widget<DatePickerProperties>;

const day: Codec<Date | null> = {
  toWire: (value) =>
    value && { year: value.getFullYear(), month: value.getMonth(), date: value.getDate() },
  fromWire: (wire) => {
    const parts = wire as { year: number; month: number; date: number } | null;
    return parts && new Date(parts.year, parts.month, parts.date);
  },
};

const colorPickerKind = viewKind<ColorPickerProperties>({
  name: "ColorPicker",
  styledBy: styles.description,
  defaults: { ...unlabelled, value: "black", concise: false, disabled: false },
});
const datePickerKind = viewKind<DatePickerProperties>({
  name: "DatePicker",
  styledBy: styles.description,
  defaults: { ...unlabelled, value: null, min: null, max: null, step: 1, disabled: false },
  codecs: { value: day, min: day, max: day },
  settle: (change, state) => {
    const { value, min, max } = { ...state, ...change };
    if (value && ((min && value < min) || (max && value > max))) {
      const range = [min ?? "ever", max ?? "ever"].map((end) => dayText(end)).join(" to ");
      throw new RangeError(`Cannot set the day: expected one of ${range}, got ${dayText(value)}`);
    }
    return change;
  },
});

/** Picks a colour. */
export function colorPicker(
  value = "black",
  options: Options<ColorPickerProperties> = {},
): ColorPicker {
  return make(colorPickerKind, { value, ...options });
}

/**
 * Picks a day.
 *
 * @example
 * const since = datePicker(new Date(1957, 0, 1), { label: "since" });
 */
export function datePicker(
  value: Date | null = null,
  options: Options<DatePickerProperties> = {},
): DatePicker {
  return make(datePickerKind, { value, ...options });
}

function dayText(day: Date | string): string {
  return typeof day === "string" ? day : day.toLocaleDateString("sv");
}
