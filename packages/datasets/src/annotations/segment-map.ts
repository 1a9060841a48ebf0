import { writeWhole } from "@rosenblatt/engine";
import { PNG } from "pngjs";
import { DataFileError } from "../data-file-error.js";
import { decodeImage } from "../files/decode-image.js";
import { readWhole } from "../files/read-whole.js";

/** Which segment each pixel of a picture belongs to. */
export interface SegmentMap {
  readonly height: number;
  readonly width: number;
  /** Ids of segments, row by row; 0 where there is none. */
  readonly ids: ArrayLike<number>;
}

const limit = 256e6;

/**
 * The map of segments in a PNG of COCO's panoptic format, whose colours are ids:
 * `red + 256 · green + 256² · blue`.
 *
 * @example
 * const map = await segmentMap("panoptic/1.png");
 * [map.height, map.width]; // [2, 3]
 * @throws DataFileError when the file is no PNG, or broken.
 */
export async function segmentMap(path: string): Promise<SegmentMap & { readonly ids: Int32Array }> {
  return decodeSegmentMap(await readWhole(path, { limit }), { name: path });
}

/** The map of segments in the bytes of a PNG. */
export function decodeSegmentMap(
  bytes: Uint8Array,
  { name }: { name: string },
): SegmentMap & { readonly ids: Int32Array } {
  if (bytes[0] === 0xff) {
    throw new DataFileError(
      `Cannot read ${name}: a map of segments must be a PNG, got a JPEG, which changes colours`,
    );
  }
  const { height, width, data } = decodeImage(bytes, { name });
  const ids = Int32Array.from({ length: height * width }, (_, i) => {
    return data[4 * i]! + 256 * data[4 * i + 1]! + 65536 * data[4 * i + 2]!;
  });
  return { height, width, ids };
}

/**
 * Writes a map of segments as a PNG of COCO's panoptic format.
 *
 * @example
 * await writeSegmentMap({ height: 2, width: 3, ids: [1, 1, 1, 300, 300, 0] }, "map.png");
 * (await segmentMap("map.png")).ids; // [1, 1, 1, 300, 300, 0]
 * @throws RangeError when there is not one id for each pixel, or one is none from 0 to 256³ − 1.
 */
export async function writeSegmentMap(map: SegmentMap, path: string): Promise<void> {
  const { height, width, ids } = map;
  if (ids.length !== height * width) {
    throw new RangeError(
      `Cannot write ${path}: ${height} × ${width} pixels need as many ids, got ${ids.length}`,
    );
  }
  const picture = new PNG({ height, width });
  for (let i = 0; i < ids.length; i += 1) {
    const id = ids[i]!;
    if (!(Number.isInteger(id) && id >= 0 && id < 256 ** 3)) {
      throw new RangeError(
        `Cannot write ${path}: ids must be from 0 to 16777215, got ${id} at ${i}`,
      );
    }
    picture.data.set([id & 255, (id >> 8) & 255, id >> 16, 255], 4 * i);
  }
  await writeWhole(path, PNG.sync.write(picture, { colorType: 2 }));
}
