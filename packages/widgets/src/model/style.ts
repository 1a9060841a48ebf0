import { base, controls, type Kind } from "./kind.js";
import { Model } from "./model.js";

type Css = string | null;

/** Any CSS colour, such as `"#fa0"` or `"tomato"`; null leaves it to the theme. */
export type Color = string | null;

/** How the label of a control looks. */
export interface DescriptionStyle {
  /** How wide the label is, such as `"120px"` or `"initial"` for as wide as its text. */
  descriptionWidth: string;
}

/** How text looks. */
export interface FontStyle {
  fontFamily: Css;
  fontSize: Css;
  fontStyle: Css;
  fontVariant: Css;
  fontWeight: Css;
  textColor: Color;
  textDecoration: Css;
}

/** How a slider looks. */
export interface SliderStyle extends DescriptionStyle {
  handleColor: Color;
}

/** How a progress bar looks. */
export interface ProgressStyle extends DescriptionStyle {
  barColor: Color;
}

/** How a checkbox looks. */
export interface CheckboxStyle extends DescriptionStyle {
  /** The colour behind it. */
  background: Color;
}

/** How a text, or a field for one, looks. */
export interface TextStyle extends CheckboxStyle {
  fontSize: Css;
  textColor: Color;
}

/** How a label looks. */
export interface LabelStyle extends DescriptionStyle, FontStyle {
  /** The colour behind it. */
  background: Color;
}

/** How a button looks. */
export interface ButtonStyle extends FontStyle {
  buttonColor: Color;
}

/** How a toggle button looks. */
export interface ToggleStyle extends DescriptionStyle, FontStyle {}

/** How a row of toggle buttons looks. */
export interface ToggleButtonsStyle extends DescriptionStyle {
  buttonWidth: string;
  fontWeight: string;
}

/** The style of a widget, which may be changed at any time. */
export type Style<S extends object> = Model<S> & S;

const description: DescriptionStyle = { descriptionWidth: "" };
const font: FontStyle = {
  fontFamily: null,
  fontSize: null,
  fontStyle: null,
  fontVariant: null,
  fontWeight: null,
  textColor: null,
  textDecoration: null,
};
const text: TextStyle = { ...description, background: null, fontSize: null, textColor: null };

/** The kinds of styles. */
export const styles = {
  description: kindOf("Description", description),
  slider: kindOf<SliderStyle>("Slider", { ...description, handleColor: null }),
  progress: kindOf<ProgressStyle>("Progress", { ...description, barColor: null }),
  checkbox: kindOf<CheckboxStyle>("Checkbox", { ...description, background: null }),
  text: kindOf("Text", text),
  html: kindOf("HTML", text),
  htmlMath: kindOf("HTMLMath", text),
  label: kindOf<LabelStyle>("Label", { ...description, ...font, background: null }),
  button: kindOf<ButtonStyle>("Button", { ...font, buttonColor: null }),
  toggle: kindOf<ToggleStyle>("ToggleButton", { ...description, ...font }),
  toggleButtons: kindOf<ToggleButtonsStyle>("ToggleButtons", {
    ...description,
    buttonWidth: "",
    fontWeight: "",
  }),
};

/** Makes a style of its own for one widget. */
export function style<S extends object>(kind: Kind<S>, options: Partial<S> = {}): Style<S> {
  return new Model(kind, options) as Style<S>;
}

function kindOf<S extends object>(name: string, defaults: S): Kind<S> {
  return { name: `${name}Style`, module: controls, view: "StyleView", viewModule: base, defaults };
}
