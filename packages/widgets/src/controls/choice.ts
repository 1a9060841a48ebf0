import { styles, type ToggleButtonsStyle } from "../model/style.js";
import {
  type ControlProperties,
  make,
  type Options,
  unlabelled,
  viewKind,
  type Widget,
} from "../model/widget.js";
import type { ButtonLook } from "./button.js";
import {
  type ChoiceProperties,
  type Choices,
  local,
  type MultipleProperties,
  settleChoice,
  settleChoices,
} from "./choices.js";
import { type TrackProperties, track } from "./slider.js";

/** Properties of a list to choose from. */
export interface SelectProperties<T> extends ChoiceProperties<T> {
  /** How many options are seen at once. */
  rows: number;
}

/** Properties of a list to choose several from. */
export interface SelectMultipleProperties<T> extends MultipleProperties<T> {
  /** How many options are seen at once. */
  rows: number;
}

/** Properties of buttons of which one is chosen. */
export interface RadioProperties<T> extends ChoiceProperties<T> {
  /** Which way the buttons are laid out. */
  orientation: "horizontal" | "vertical";
}

/** Properties of a row of buttons of which one is pressed. */
export interface ToggleButtonsProperties<T>
  extends Omit<ChoiceProperties<T>, "style">,
    Pick<ButtonLook, "buttonStyle">,
    Pick<ControlProperties<ToggleButtonsStyle>, "style"> {
  /** The names of Font Awesome icons, one a button. */
  icons: readonly string[];
  /** What is shown when the pointer rests on a button. */
  tooltips: readonly string[];
}

/** Properties of a slider along a list. */
export interface ChoiceSliderProperties<T>
  extends Omit<ChoiceProperties<T>, keyof ControlProperties>,
    TrackProperties {}

export type Dropdown<T> = Widget<ChoiceProperties<T>>;
export type Select<T> = Widget<SelectProperties<T>>;
export type SelectMultiple<T> = Widget<SelectMultipleProperties<T>>;
export type Radio<T> = Widget<RadioProperties<T>>;
export type ToggleButtons<T> = Widget<ToggleButtonsProperties<T>>;
export type ChoiceSlider<T> = Widget<ChoiceSliderProperties<T>>;

/** What may be said of a choice when it is made; `value` is what is chosen at first. */
export type ChoiceOptions<P extends { value: unknown }> = Omit<
  Options<P>,
  "options" | "index" | "optionsLabels"
> & { readonly value?: P["value"] };

const none = { value: null, index: null, options: [], optionsLabels: [], disabled: false };
const one = { local, settle: settleChoice<unknown, ChoiceProperties<unknown>> as never };
const described = { ...one, styledBy: styles.description };

const dropdownKind = viewKind<ChoiceProperties<unknown>>({
  ...described,
  name: "Dropdown",
  defaults: { ...unlabelled, ...none },
});
const selectKind = viewKind<SelectProperties<unknown>>({
  ...described,
  name: "Select",
  defaults: { ...unlabelled, ...none, rows: 5 },
});
const radioKind = viewKind<RadioProperties<unknown>>({
  ...described,
  name: "RadioButtons",
  defaults: { ...unlabelled, ...none, orientation: "vertical" },
});
const toggleButtonsKind = viewKind<ToggleButtonsProperties<unknown>>({
  ...one,
  name: "ToggleButtons",
  styledBy: styles.toggleButtons,
  defaults: { ...unlabelled, ...none, icons: [], tooltips: [], buttonStyle: "" },
});
const { readout, orientation, continuousUpdate, behavior } = track;
const choiceSliderKind = viewKind<ChoiceSliderProperties<unknown>>({
  ...one,
  name: "SelectionSlider",
  styledBy: styles.slider,
  defaults: { ...unlabelled, ...none, readout, orientation, continuousUpdate, behavior },
});
const selectMultipleKind = viewKind<SelectMultipleProperties<unknown>>({
  name: "SelectMultiple",
  local,
  styledBy: styles.description,
  settle: settleChoices,
  defaults: { ...unlabelled, ...none, value: [], index: [], rows: 5 },
});

/**
 * A list that opens to choose one of several values; the first one at first, unless `value` says
 * otherwise.
 *
 * @example
 * const optimizer = dropdown(["sgd", "adam"], { value: "adam" });
 * const size = dropdown({ small: 16, large: 64 }, { label: "batch" });
 */
export function dropdown<const T>(
  options: Choices<T>,
  given: ChoiceOptions<ChoiceProperties<T>> = {},
): Dropdown<T> {
  return make(dropdownKind, { options, ...given }) as Dropdown<T>;
}

/** A list to choose one of several values. */
export function select<const T>(
  options: Choices<T>,
  given: ChoiceOptions<SelectProperties<T>> = {},
): Select<T> {
  return make(selectKind, { options, ...given }) as Select<T>;
}

/** A list to choose any number of values, with Shift and Ctrl; none at first. */
export function selectMultiple<const T>(
  options: Choices<T>,
  given: ChoiceOptions<SelectMultipleProperties<T>> = {},
): SelectMultiple<T> {
  return make(selectMultipleKind, { options, ...given }) as SelectMultiple<T>;
}

/** Buttons one below the other, of which one is chosen. */
export function radio<const T>(
  options: Choices<T>,
  given: ChoiceOptions<RadioProperties<T>> = {},
): Radio<T> {
  return make(radioKind, { options, ...given }) as Radio<T>;
}

/** A row of buttons, of which one is pressed. */
export function toggleButtons<const T>(
  options: Choices<T>,
  given: ChoiceOptions<ToggleButtonsProperties<T>> = {},
): ToggleButtons<T> {
  return make(toggleButtonsKind, { options, ...given }) as ToggleButtons<T>;
}

/**
 * A slider along several values.
 *
 * @example
 * const rate = choiceSlider([1e-4, 1e-3, 1e-2]);
 */
export function choiceSlider<const T>(
  options: Choices<T>,
  given: ChoiceOptions<ChoiceSliderProperties<T>> = {},
): ChoiceSlider<T> {
  return make(choiceSliderKind, { options, ...given }) as ChoiceSlider<T>;
}
