import type { Img } from "@rosenblatt/engine";
import type { Widen } from "../builders/width.js";
import type { Layer } from "../layer.js";
import { pool } from "../pool.js";
import { convNorm } from "./conv-norm.js";

/** The layers before the first module of Inception V3 and Inception-ResNet V2. */
export function inceptionStem(wide: Widen): Layer<Img, Img>[] {
  const valid = { pad: "valid", gamma: false } as const;
  return [
    convNorm(wide(32), 3, { ...valid, stride: 2 }),
    convNorm(wide(32), 3, valid),
    convNorm(wide(64), 3, { gamma: false }),
    pool(3, { stride: 2 }),
    convNorm(wide(80), 1, valid),
    convNorm(wide(192), 3, valid),
    pool(3, { stride: 2 }),
  ];
}
