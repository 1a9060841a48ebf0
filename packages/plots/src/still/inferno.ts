import { colorFrom } from "./color.js";

/** Black, purple, orange, yellow: inferno in six steps (S. van der Walt and N. Smith, 2015). */
export const infernoColors = ["#000004", "#420a68", "#932667", "#dd513a", "#fca50a", "#fcffa4"];

/** The same, as positions and colours. */
export const inferno = infernoColors.map((color, i) => [i / 5, colorFrom(color)!] as const);
