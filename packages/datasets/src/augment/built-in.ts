import type { Transform } from "./augmentation.js";
import { colourImage } from "./colour.js";
import { cropImage } from "./crop.js";
import { eraseImage } from "./erase.js";
import { flipImage } from "./flip.js";
import { gainImage } from "./gain.js";
import { noiseImage } from "./noise.js";
import { padImage } from "./pad.js";
import { rotateImage } from "./rotate.js";
import { scaleImage } from "./scale.js";
import { shearImage } from "./shear.js";
import { shiftImage } from "./shift.js";
import { timeShiftImage } from "./time-shift.js";

/** The changes that every thread knows by name. */
export const builtIn: Readonly<Record<string, Transform>> = {
  flip: flipImage as Transform,
  crop: cropImage as Transform,
  pad: padImage as Transform,
  scale: scaleImage as Transform,
  shear: shearImage as Transform,
  colour: colourImage as Transform,
  shift: shiftImage as Transform,
  rotate: rotateImage as Transform,
  noise: noiseImage as Transform,
  erase: eraseImage as Transform,
  timeShift: timeShiftImage as Transform,
  gain: gainImage as Transform,
};
