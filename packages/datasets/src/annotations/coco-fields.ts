import type { BoxEdges } from "../masks/box-iou.js";
import { maskFromText } from "../masks/mask-text.js";
import { type PictureSize, type RunLengthMask, runLengthMask } from "../masks/run-length-mask.js";
import type { JsonRecord } from "./json-record.js";
import type { Segmentation } from "./segmentation-mask.js";

/** The box in a record. */
export function boxIn(record: JsonRecord): BoxEdges {
  const box = record.numbers("bbox", 4) as unknown as BoxEdges;
  if (box[2] < 0 || box[3] < 0) {
    throw record.refusal("bbox", "[x, y, width, height], its sides from 0 on");
  }
  return box;
}

/** The segmentation in a record, if there is one, which must fit a picture of this size. */
export function segmentationIn(
  record: JsonRecord,
  size: PictureSize | undefined,
): Segmentation | undefined {
  const value = record.value("segmentation");
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return undefined;
  if (!Array.isArray(value)) return maskIn(record.record("segmentation"), { of: record, size });
  const wrong = value.findIndex((polygon) => !isPolygon(polygon));
  if (wrong < 0) return value;
  throw record.refusal(
    "segmentation",
    `polygons, each a list of x and y of three corners or more (number ${wrong} is none)`,
  );
}

function isPolygon(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.length >= 6 &&
    value.length % 2 === 0 &&
    value.every(Number.isFinite)
  );
}

function maskIn(
  record: JsonRecord,
  { of, size }: { of: JsonRecord; size: PictureSize | undefined },
): RunLengthMask {
  const [height, width] = record.numbers("size", 2) as [number, number];
  if (size && (size.height !== height || size.width !== width)) {
    throw record.refusal("size", `[${size.height}, ${size.width}], that of its picture`);
  }
  const counts = record.value("counts");
  return of.made("segmentation", () =>
    typeof counts === "string"
      ? maskFromText(counts, { height, width })
      : runLengthMask(record.numbers("counts"), { height, width }),
  );
}
