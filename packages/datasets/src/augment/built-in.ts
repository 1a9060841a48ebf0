import type { Transform } from "./augmentation.js";
import { cropImage } from "./crop.js";
import { eraseImage } from "./erase.js";
import { flipImage } from "./flip.js";
import { noiseImage } from "./noise.js";
import { rotateImage } from "./rotate.js";
import { shiftImage } from "./shift.js";

/** The changes that every thread knows by name. */
export const builtIn: Readonly<Record<string, Transform>> = {
  flip: flipImage as Transform,
  crop: cropImage as Transform,
  shift: shiftImage as Transform,
  rotate: rotateImage as Transform,
  noise: noiseImage as Transform,
  erase: eraseImage as Transform,
};
