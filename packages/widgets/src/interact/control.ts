import { dropdown } from "../controls/choice.js";
import { type Choices, entriesOf } from "../controls/choices.js";
import { slider } from "../controls/slider.js";
import { text } from "../controls/text.js";
import { checkbox } from "../controls/toggle.js";
import { areWhole } from "../controls/whole.js";
import { Model } from "../model/model.js";
import type { View } from "../model/widget.js";

/** A widget that has a value. */
export type ValueView<V> = View & { value: V };

/** A range for a slider: from, to, and a step if there is a third number. */
export type Range =
  | readonly [min: number, max: number]
  | readonly [min: number, max: number, step: number];

/** What makes a control: a widget, or a value from which one is guessed. */
export type Guess = ValueView<unknown> | Range | number | string | boolean | Choices<unknown>;

/** The values that a control gives. */
export type ValueOf<G> =
  G extends ValueView<infer V>
    ? V
    : G extends number
      ? number
      : G extends string
        ? string
        : G extends boolean
          ? boolean
          : G extends Range
            ? number
            : G extends readonly (infer T)[]
              ? T
              : G extends Readonly<Record<string, infer T>>
                ? T
                : never;

/**
 * A control for a parameter: a widget as it is; a slider around a number or for `[min, max]` or
 * `[min, max, step]`; a checkbox for a boolean; a field for a text; a dropdown for choices.
 */
export function controlFor(name: string, guess: Guess): ValueView<unknown> {
  const control = guess instanceof Model ? (guess as ValueView<unknown>) : guessed(name, guess);
  const labelled = control as { description?: string };
  if (labelled.description === "") labelled.description = name;
  return control;
}

function guessed(name: string, guess: Guess): ValueView<unknown> {
  if (typeof guess === "boolean") return checkbox(guess);
  if (typeof guess === "string") return text(guess);
  if (typeof guess === "number") return sliderAround(guess);
  if (isRange(guess)) return sliderAlong(guess);
  if (typeof guess === "object" && entriesOf(guess as Choices<unknown>).length > 0) {
    return dropdown(guess as Choices<unknown>);
  }
  throw new TypeError(
    `Cannot make a control for ${name}: expected a widget, a number, a text, a boolean, ` +
      `[min, max] or choices, got ${String(guess)}`,
  );
}

function isRange(guess: unknown): guess is Range {
  if (!Array.isArray(guess) || guess.length < 2 || guess.length > 3) return false;
  return guess.every((item) => typeof item === "number");
}

function sliderAround(value: number): ValueView<number> {
  const [min, max] =
    value === 0 ? [0, 1] : [Math.min(-value, 3 * value), Math.max(-value, 3 * value)];
  return slider(value, { min, max });
}

function sliderAlong([min, max, step]: Range): ValueView<number> {
  const whole = areWhole(min, max, step);
  const middle = min + (max - min) / 2;
  const value = whole ? Math.floor(middle) : middle;
  return slider(onStep(value, { min, step }), { min, max, ...(step !== undefined && { step }) });
}

function onStep(value: number, { min, step }: { min: number; step: number | undefined }): number {
  return step === undefined ? value : min + Math.floor((value - min) / step) * step;
}
