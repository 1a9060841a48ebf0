import { styles } from "../model/style.js";
import {
  type ControlProperties,
  make,
  type Options,
  unlabelled,
  viewKind,
  type Widget,
} from "../model/widget.js";
import { type Bounds, settleNumber } from "./bounds.js";

/** Properties of buttons that count. */
export interface PlayProperties extends ControlProperties, Bounds {
  value: number;
  /** What is added each time. */
  step: number;
  /** Milliseconds from one value to the next. */
  interval: number;
  /** Whether it counts now. */
  playing: boolean;
  /** Whether it begins anew at the end. */
  repeat: boolean;
  /** Whether there is a button for that. */
  showRepeat: boolean;
  /** Whether nobody can press it. */
  disabled: boolean;
}

export type Play = Widget<PlayProperties>;

const playKind = viewKind<PlayProperties>({
  name: "Play",
  styledBy: styles.description,
  defaults: {
    ...unlabelled,
    value: 0,
    min: 0,
    max: 100,
    step: 1,
    interval: 100,
    playing: false,
    repeat: false,
    showRepeat: true,
    disabled: false,
  },
  settle: settleNumber({ whole: true }),
});

/**
 * Buttons that play the integers from `min` to `max`; link one to a slider to see where it is.
 *
 * @example
 * const frames = play(0, { max: 59, interval: 40 });
 */
export function play(value = 0, options: Options<PlayProperties> = {}): Play {
  return make(playKind, { value, ...options });
}
