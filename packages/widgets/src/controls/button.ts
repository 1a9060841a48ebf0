import { type ButtonStyle, styles } from "../model/style.js";
import {
  make,
  type Options,
  type StyledProperties,
  viewKind,
  type Widget,
} from "../model/widget.js";

/** Properties of all buttons. */
export interface ButtonLook {
  /** The name of a Font Awesome icon, such as `"stop"`. */
  icon: string;
  /** The theme's colours for a meaning. */
  buttonStyle: "primary" | "success" | "info" | "warning" | "danger" | "";
  /** Whether nobody can press it. */
  disabled: boolean;
}

/** Properties of a button. */
export interface ButtonProperties extends StyledProperties<ButtonStyle>, ButtonLook {
  /** How often it was clicked. */
  value: number;
  /** What stands on it. */
  description: string;
}

export type Button = Widget<ButtonProperties>;

/** What may be said of a button when it is made. */
export type ButtonOptions = Omit<Options<ButtonProperties>, "onChange" | "description"> & {
  /** Called at each click. */
  readonly onClick?: () => unknown;
};

const buttonKind = viewKind<ButtonProperties>({
  name: "Button",
  styledBy: styles.button,
  defaults: { value: 0, description: "", icon: "", buttonStyle: "", disabled: false },
  local: ["value"],
});

/**
 * A button. Its value counts the clicks, so that a cell can wait for one.
 *
 * @example
 * const stop = button("Stop", { icon: "stop", buttonStyle: "danger" });
 * stop.on("change", (clicks) => console.log(`clicked ${clicks} times`));
 */
export function button(description = "", { onClick, ...options }: ButtonOptions = {}): Button {
  const made = make(buttonKind, { description, ...options });
  made.on("message", (content) => {
    if ((content as { event?: unknown }).event === "click") made.value += 1;
  });
  if (onClick) made.on("change", () => onClick());
  return made;
}
