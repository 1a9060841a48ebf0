import { type LabelStyle, styles, type TextStyle } from "../model/style.js";
import {
  type ControlProperties,
  make,
  type Options,
  unlabelled,
  viewKind,
  type Widget,
} from "../model/widget.js";
import { noPlaceholder } from "./text.js";

/** Properties of a text that is shown. */
export interface MarkupProperties<S extends object = TextStyle> extends ControlProperties<S> {
  value: string;
  /** What stands for an empty text. */
  placeholder: string;
}

export type Html = Widget<MarkupProperties>;
export type Label = Widget<MarkupProperties<LabelStyle>>;

const defaults = { ...unlabelled, value: "", placeholder: noPlaceholder };
const htmlKind = viewKind<MarkupProperties>({ name: "HTML", styledBy: styles.html, defaults });
const htmlMathKind = viewKind<MarkupProperties>({
  name: "HTMLMath",
  styledBy: styles.htmlMath,
  defaults,
});
const labelKind = viewKind<MarkupProperties<LabelStyle>>({
  name: "Label",
  styledBy: styles.label,
  defaults,
});

/**
 * Shows HTML; assigning `value` shows other HTML in its place.
 *
 * @example
 * const status = html("<b>loading</b>");
 * status.value = "<b>ready</b>";
 */
export function html(value = "", options: Options<MarkupProperties> = {}): Html {
  return make(htmlKind, { value, ...options });
}

/** Shows HTML in which formulas stand between dollar signs. */
export function htmlMath(value = "", options: Options<MarkupProperties> = {}): Html {
  return make(htmlMathKind, { value, ...options });
}

/** Shows a text as it is, except for formulas between dollar signs. */
export function label(value = "", options: Options<MarkupProperties<LabelStyle>> = {}): Label {
  return make(labelKind, { value, ...options });
}
