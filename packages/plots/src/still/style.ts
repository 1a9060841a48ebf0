import type { Color } from "./color.js";

/** Dark letters on white paper: what a page of any colour and a printer show alike. */
export const ink: Color = [42, 63, 95, 1];
export const faint: Color = [128, 128, 128, 0.28];
export const zero: Color = [128, 128, 128, 0.5];
export const fontSize = 12;
export const titleSize = 16;

/** The room that the slider of an animation takes below a figure, in pixels. */
export const sliderHeight = 90;
