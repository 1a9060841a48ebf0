import { type CheckboxStyle, styles, type ToggleStyle } from "../model/style.js";
import {
  type ControlProperties,
  make,
  type Options,
  unlabelled,
  viewKind,
  type Widget,
} from "../model/widget.js";
import type { ButtonLook } from "./button.js";

/** Properties of a box to check. */
export interface CheckboxProperties extends ControlProperties<CheckboxStyle> {
  value: boolean;
  /** Whether it stands where fields stand, with room for a label before it. */
  indent: boolean;
  /** Whether nobody can change it. */
  disabled: boolean;
}

/** Properties of a button that stays pressed. */
export interface ToggleProperties extends ControlProperties<ToggleStyle>, ButtonLook {
  value: boolean;
}

/** Properties of a sign for yes or no. */
export interface ValidProperties extends ControlProperties {
  value: boolean;
  /** What is shown for no. */
  readout: string;
  disabled: boolean;
}

export type Checkbox = Widget<CheckboxProperties>;
export type Toggle = Widget<ToggleProperties>;
export type Valid = Widget<ValidProperties>;

const bool = { ...unlabelled, value: false, disabled: false };

const checkboxKind = viewKind<CheckboxProperties>({
  name: "Checkbox",
  styledBy: styles.checkbox,
  defaults: { ...bool, indent: true },
});
const toggleKind = viewKind<ToggleProperties>({
  name: "ToggleButton",
  styledBy: styles.toggle,
  defaults: { ...bool, icon: "", buttonStyle: "" },
});
const validKind = viewKind<ValidProperties>({
  name: "Valid",
  styledBy: styles.description,
  defaults: { ...bool, readout: "Invalid" },
});

/**
 * A box to check.
 *
 * @example
 * const augment = checkbox(true, { label: "augment" });
 */
export function checkbox(value = false, options: Options<CheckboxProperties> = {}): Checkbox {
  return make(checkboxKind, { value, ...options });
}

/** A button that is pressed or not. */
export function toggle(value = false, options: Options<ToggleProperties> = {}): Toggle {
  return make(toggleKind, { value, ...options });
}

/** Shows whether something holds, as a green tick or a red cross. */
export function valid(value = false, options: Options<ValidProperties> = {}): Valid {
  return make(validKind, { value, ...options });
}
