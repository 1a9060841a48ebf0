import { styles, type TextStyle } from "../model/style.js";
import {
  type ControlProperties,
  make,
  type Options,
  unlabelled,
  viewKind,
  type Widget,
} from "../model/widget.js";

/** Properties of a field for text. */
export interface TextProperties extends ControlProperties<TextStyle> {
  value: string;
  /** What stands in the empty field. */
  placeholder: string;
  /** Whether values come while somebody types, or only with Enter and when the field is left. */
  continuousUpdate: boolean;
  /** Whether nobody can type in it. */
  disabled: boolean;
}

/** Properties of a field for several lines of text. */
export interface TextAreaProperties extends TextProperties {
  /** How many lines it shows; null leaves it to the browser. */
  rows: number | null;
}

/** Properties of a field for text that offers some. */
export interface ComboboxProperties extends TextProperties {
  /** The texts that it offers. */
  options: readonly string[];
  /** Whether the value has to be one of them; values come with Enter only then. */
  ensureOption: boolean;
}

export type Text = Widget<TextProperties>;
export type TextArea = Widget<TextAreaProperties>;
export type Combobox = Widget<ComboboxProperties>;

/** A space without width, which keeps the field's text on the line of its label. */
export const noPlaceholder = "\u200b";

const field = {
  ...unlabelled,
  value: "",
  placeholder: noPlaceholder,
  continuousUpdate: true,
  disabled: false,
};
const styledBy = styles.text;

const textKind = viewKind<TextProperties>({ name: "Text", styledBy, defaults: field });
const passwordKind = viewKind<TextProperties>({ name: "Password", styledBy, defaults: field });
const textAreaKind = viewKind<TextAreaProperties>({
  name: "Textarea",
  styledBy,
  defaults: { ...field, rows: null },
});
const comboboxKind = viewKind<ComboboxProperties>({
  name: "Combobox",
  styledBy,
  defaults: { ...field, options: [], ensureOption: false },
  settle: (change, state) => {
    const { value, options, ensureOption } = { ...state, ...change };
    if (!ensureOption || value === "" || options.includes(value)) return change;
    throw new RangeError(
      `Cannot set the value: expected one of ${options.join(", ")}, got ${value}`,
    );
  },
});

/**
 * A field for a line of text.
 *
 * @example
 * const name = text("", { placeholder: "run's name", continuousUpdate: false });
 */
export function text(value = "", options: Options<TextProperties> = {}): Text {
  return make(textKind, { value, ...options });
}

/** A field for several lines of text. */
export function textarea(value = "", options: Options<TextAreaProperties> = {}): TextArea {
  return make(textAreaKind, { value, ...options });
}

/** A field that hides what is typed. Its value is not written into outputs. */
export function password(value = "", options: Options<TextProperties> = {}): Text {
  return make(passwordKind, { value, ...options });
}

/**
 * A field for text that offers some texts.
 *
 * @example
 * const city = combobox(["Ithaca", "Buffalo"], { placeholder: "a city" });
 */
export function combobox(
  options: readonly string[],
  { value = "", ...rest }: Omit<Options<ComboboxProperties>, "options"> & { value?: string } = {},
): Combobox {
  return make(comboboxKind, { value, options, ...rest });
}
