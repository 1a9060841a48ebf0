import { inflateSync } from "node:zlib";
import { decode as decodeJpeg } from "jpeg-js";
import { PNG } from "pngjs";
import { DataFileError, guarded } from "../data-file-error.js";

/** A decoded picture: four bytes a pixel, red, green, blue and opacity, row by row. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** No picture of more pixels is decoded. */
const maxPixels = 50e6;

const pngMagic = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/**
 * Decodes a PNG or a JPEG picture, as the pixels lie in the file: a turn noted in EXIF is not made.
 *
 * @throws DataFileError when it is neither, broken, or has more than 50 million pixels.
 */
export function decodeImage(bytes: Uint8Array, { name = "the picture" } = {}): Pixels {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (file.subarray(0, 8).equals(pngMagic)) {
    return guarded(name, () => png(file, name));
  }
  if (file[0] === 0xff && file[1] === 0xd8 && file[2] === 0xff) {
    return guarded(name, () => {
      const limits = { maxResolutionInMP: maxPixels / 1e6, maxMemoryUsageInMB: 1024 };
      const { width, height, data } = decodeJpeg(file, { useTArray: true, ...limits });
      return { width, height, data };
    });
  }
  const head = file.subarray(0, 4).toString("hex") || "nothing";
  throw new DataFileError(
    `Cannot read ${name}: a picture must be PNG or JPEG, and it begins with ${head}`,
  );
}

function png(file: Buffer, name: string): Pixels {
  const [width, height] = [file.readUInt32BE(16), file.readUInt32BE(20)];
  if (width * height > maxPixels) {
    throw new DataFileError(
      `Cannot read ${name}: a picture may have at most ${maxPixels} pixels, ` +
        `and it tells of ${width} × ${height}`,
    );
  }
  if (file[28] === 1) {
    checkInterlaced(file, width * height);
  }
  const picture = PNG.sync.read(file);
  return { width: picture.width, height: picture.height, data: picture.data };
}

/** pngjs inflates interlaced pictures without a limit of its own. */
function checkInterlaced(file: Buffer, pixels: number): void {
  const parts: Buffer[] = [];
  for (let at = 8; at + 8 <= file.length; at += 12 + file.readUInt32BE(at)) {
    if (file.toString("latin1", at + 4, at + 8) === "IDAT") {
      parts.push(file.subarray(at + 8, at + 8 + file.readUInt32BE(at)));
    }
  }
  // At most 8 bytes a pixel, and a byte a row in each of seven passes.
  inflateSync(Buffer.concat(parts), { maxOutputLength: pixels * 8 + pixels * 7 + 64 });
}
