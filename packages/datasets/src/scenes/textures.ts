import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { decodeImage } from "../files/decode-image.js";
import { samplesFolder } from "../samples-folder.js";

/** A square photograph: red, green and blue from 0 to 1, row by row. */
export interface Texture {
  readonly side: number;
  readonly values: Float32Array;
}

/** The photographs that ship as backgrounds, which lie one below the other in one file. */
export async function readTextures(): Promise<Texture[]> {
  const file = "textures.png";
  const {
    width: side,
    height,
    data,
  } = decodeImage(await readFile(join(samplesFolder, file)), {
    name: file,
  });
  return Array.from({ length: height / side }, (_, i) => {
    const values = Float32Array.from({ length: side * side * 3 }, (_, at) => {
      const pixel = i * side * side + Math.floor(at / 3);
      return data[4 * pixel + (at % 3)]! / 255;
    });
    return { side, values };
  });
}
