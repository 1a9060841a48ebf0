import { basename } from "node:path";
import { ready } from "@rosenblatt/engine";
import { DataFileError } from "../data-file-error.js";
import type { Dataset } from "../dataset.js";
import { sizeOf } from "../size-of.js";
import type { Split } from "../split.js";
import { unzipped } from "../unzipped.js";
import { type ArrayOptions, splitOfArrays } from "./arrays.js";
import { decodeImage } from "./decode-image.js";
import { type DivideOptions, ownDataset } from "./own.js";
import { pictureRoom } from "./picture-room.js";
import { readWhole } from "./read-whole.js";
import { decodeRecords } from "./records.js";
import { decodeExample, type TfExample, type TfFeature } from "./tf-example.js";

/** Which features of the records are the examples. */
export interface TfrecordOptions extends ArrayOptions, DivideOptions {
  /** The feature with a picture (PNG, JPEG), bytes or numbers. */
  inputs?: string;
  /** The feature with a number. */
  labels?: string;
  /** Of one example, where inputs are bytes or numbers; `[n]` for n numbers, when left out. */
  shape?: readonly number[];
  /** Height and width to bring pictures to; one number for both. */
  size?: number | readonly [height: number, width: number];
  channels?: 1 | 3;
}

const limit = 2e9;

/**
 * Your own TFRecord files of `tf.train.Example`, gzipped or not. Every checksum is checked.
 *
 * @example
 * const data = await tfrecord("train.tfrecord", { inputs: "image", labels: "label", size: 64 });
 * @throws DataFileError, with the record's number, when a file is broken or a feature is missing.
 */
export async function tfrecord(
  paths: string | readonly string[],
  { inputs = "image", labels = "label", test = 0.2, seed = 1, ...options }: TfrecordOptions = {},
): Promise<Dataset<readonly number[], readonly string[]>> {
  await ready();
  const files = [paths].flat();
  const found: Found[] = [];
  for (const path of files) {
    const bytes = await unzipped(await readWhole(path, { limit }), { limit, name: path });
    decodeRecords(bytes, { name: path }).forEach((record, i) => {
      const name = `${path}, record ${i}`;
      const example = decodeExample(record, { name });
      const [label] = feature(example, labels, name);
      if (typeof label !== "number") {
        throw new DataFileError(`Cannot read ${name}: ${labels} must be a number`);
      }
      const whole = !(example.get(labels) instanceof Float32Array);
      found.push({ input: feature(example, inputs, name), label, whole, name });
    });
  }
  if (found.length === 0) {
    throw new DataFileError(`Cannot read ${files.join(", ") || "no file"}: there is no record`);
  }
  return ownDataset(basename(files[0]!), splitOf(found, options), { test, seed });
}

interface Found {
  readonly input: TfFeature;
  readonly label: number;
  readonly whole: boolean;
  readonly name: string;
}

function feature(example: TfExample, key: string, name: string): TfFeature {
  const value = example.get(key);
  if (value === undefined || value.length === 0) {
    throw new DataFileError(
      `Cannot read ${name}: it has no feature ${key}; it has ${[...example.keys()].join(", ")}`,
    );
  }
  return value;
}

function splitOf(
  found: readonly Found[],
  { shape, size, channels = 3, ...options }: Omit<TfrecordOptions, keyof DivideOptions>,
): Split<readonly number[], readonly string[]> {
  const labels = {
    shape: [found.length],
    values: Float32Array.from(found, ({ label }) => label),
    type: found.every(({ whole }) => whole) ? "<i8" : "<f4",
  };
  const encoded = found[0]!.input[0] instanceof Uint8Array && shape === undefined;
  const inputs = encoded
    ? pictures(found, { size, channels })
    : plain(found, shape ?? [found[0]!.input.length]);
  return splitOfArrays({ inputs, labels, name: found[0]!.name }, options);
}

function pictures(
  found: readonly Found[],
  { size, channels }: { size: TfrecordOptions["size"]; channels: 1 | 3 },
) {
  const room = pictureRoom({ size, channels, count: found.length });
  for (const { input, name } of found) {
    const [bytes] = input;
    if (!(bytes instanceof Uint8Array)) {
      throw new DataFileError(`Cannot read ${name}: it holds numbers, and the first a picture`);
    }
    room.add(decodeImage(bytes, { name }), name);
  }
  const { inputs, shape } = room.done();
  return { shape: [found.length, ...shape], values: inputs };
}

function plain(found: readonly Found[], shape: readonly number[]) {
  const size = sizeOf(shape);
  const bytes = found[0]!.input[0] instanceof Uint8Array;
  const rows = found.map(({ input, name }) => {
    const [first] = input;
    const row = first instanceof Uint8Array ? first : (input as ArrayLike<number>);
    if (row.length !== size || first instanceof Uint8Array !== bytes) {
      throw new DataFileError(
        `Cannot read ${name}: shape [${shape}] needs ${size} values, got ${row.length}`,
      );
    }
    return row;
  });
  const values = bytes
    ? new Uint8Array(found.length * size)
    : new Float32Array(found.length * size);
  rows.forEach((row, i) => {
    values.set(row, i * size);
  });
  return { shape: [found.length, ...shape], values };
}
