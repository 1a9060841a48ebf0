import { decodeIdx } from "../idx.js";
import type { ImageSet } from "../image-set.js";
import { readSample } from "../sample.js";

/** A thing without its background. */
export interface CutOut {
  /** The index of its class. */
  readonly label: number;
  /** From 0 to 1, row by row, `side` × `side`. */
  readonly values: Float32Array;
  /** 1 where it is, 0 where it is not; holes that no background reaches are part of it. */
  readonly mask: Uint8Array;
}

/** The side of a cut-out's picture. */
export const side = 28;

/** Bytes up to this are background, where they hang together with the border. */
const darkest = 8;

interface Parts {
  readonly train: readonly CutOut[];
  readonly test: readonly CutOut[];
}

const known = new Map<string, Promise<Parts>>();

/** The things on the pictures of a sample that ships, to train and to test with; cut out once. */
export function cutOutsOf(set: ImageSet<readonly string[]>): Promise<Parts> {
  const parts = known.get(set.folder) ?? read(set);
  known.set(set.folder, parts);
  return parts;
}

async function read(set: ImageSet<readonly string[]>): Promise<Parts> {
  const files = await readSample(set);
  const part = (images: Uint8Array, labels: Uint8Array) => {
    const pixels = decodeIdx(images, { name: `${set.name}'s images` }).values;
    return Array.from(decodeIdx(labels, { name: `${set.name}'s labels` }).values, (label, i) =>
      cutOut(pixels.subarray(i * side * side, (i + 1) * side * side), label),
    );
  };
  return {
    train: part(files.trainImages, files.trainLabels),
    test: part(files.testImages, files.testLabels),
  };
}

function cutOut(bytes: Uint8Array, label: number): CutOut {
  const mask = new Uint8Array(side * side).fill(1);
  const border = Array.from({ length: side }, (_, i) => [
    i,
    (side - 1) * side + i,
    i * side,
    i * side + side - 1,
  ]).flat();
  const open = border.filter((pixel) => bytes[pixel]! <= darkest);
  for (let pixel = open.pop(); pixel !== undefined; pixel = open.pop()) {
    if (mask[pixel] === 0) continue;
    mask[pixel] = 0;
    for (const next of neighbours(pixel)) {
      if (mask[next] === 1 && bytes[next]! <= darkest) open.push(next);
    }
  }
  return { label, mask, values: Float32Array.from(bytes, (byte) => byte / 255) };
}

function neighbours(pixel: number): number[] {
  const column = pixel % side;
  return [
    ...(column > 0 ? [pixel - 1] : []),
    ...(column < side - 1 ? [pixel + 1] : []),
    ...(pixel >= side ? [pixel - side] : []),
    ...(pixel < side * (side - 1) ? [pixel + side] : []),
  ];
}
