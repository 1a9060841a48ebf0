import { basename } from "node:path";
import { ready } from "@rosenblatt/engine";
import { DataFileError } from "../data-file-error.js";
import type { Dataset } from "../dataset.js";
import { Split } from "../split.js";
import { classFolders, type Skipped } from "./class-folders.js";
import { decodeImage, type Pixels } from "./decode-image.js";
import { type DivideOptions, ownDataset } from "./own.js";
import { pictureRoom } from "./picture-room.js";
import { readWhole } from "./read-whole.js";

/** How pictures are read, and divided. */
export interface ImageFolderOptions extends DivideOptions {
  /** Height and width to bring every picture to; one number for both. As they are, else. */
  size?: number | readonly [height: number, width: number];
  /** 3 for colour, 1 for grey. */
  channels?: 1 | 3;
}

/** A data set of pictures in folders. */
export interface ImageFolder extends Dataset<readonly [number, number, number], readonly string[]> {
  /** What was left out: links, other kinds of files, broken pictures. */
  readonly skipped: readonly Skipped[];
}

const maxFileBytes = 64e6;

/**
 * Your own pictures, PNG or JPEG: each folder in `path` is a class, named after it. Values are from
 * 0 to 1; transparent pictures are laid on white. What cannot be used is left out, and told in
 * `skipped`.
 *
 * @example
 * const data = await imageFolder("flowers", { size: 64 }); // flowers/daisy/1.png, flowers/rose/2.jpg, …
 * data.skipped; // flowers/rose/notes.txt, and why it is no picture
 * @throws DataFileError when there is no class or no picture; RangeError when pictures differ in
 *   size and no `size` is given.
 */
export async function imageFolder(
  path: string,
  { size, channels = 3, test = 0.2, seed = 1 }: ImageFolderOptions = {},
): Promise<ImageFolder> {
  await ready();
  const { classes, files, skipped } = await classFolders(path, { of: "pictures" });
  const room = pictureRoom({ size, channels, count: files.length });
  const labels: number[] = [];
  for (const { file, label } of files) {
    const picture = await pictureOf(file).catch((error: Error) => {
      skipped.push({ file, reason: error.message });
    });
    if (picture) {
      room.add(picture, file);
      labels.push(label);
    }
  }
  if (labels.length === 0) {
    const why = skipped[0] ? `: ${skipped[0].file}: ${skipped[0].reason}` : "";
    throw new DataFileError(`Cannot read ${path}: no picture in its folders can be used${why}`);
  }
  const { inputs, shape } = room.done();
  const all = new Split({
    shape,
    classes,
    inputs,
    labels: Int32Array.from(labels),
    scale: 1 / 255,
  });
  return Object.assign(ownDataset(basename(path), all, { test, seed }), { skipped });
}

async function pictureOf(file: string): Promise<Pixels> {
  return decodeImage(await readWhole(file, { limit: maxFileBytes }), { name: file });
}
