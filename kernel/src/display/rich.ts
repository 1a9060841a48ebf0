import { isAnyArrayBuffer, isProxy } from "node:util/types";
import { page } from "./html/page.js";
import { pictureOf } from "./image/drawn.js";
import { pictureType } from "./image/picture.js";
import { type Limits, usual } from "./limits.js";
import { ownFormats } from "./own-display.js";
import { textOf } from "./text.js";
import { nameOf } from "./values/leaf.js";
import { byteText } from "./values/number-text.js";
import { isTensor, tensorText } from "./values/tensor.js";
import { view } from "./values/view.js";

/** What shows a value, by MIME type. */
export type Bundle = Record<string, unknown>;

/**
 * The bundle of a value that has no display method of its own: what it says of itself in other
 * ways, the picture that it is, or a view of what is in it; always with text for a terminal. Never
 * throws; a promise only where a method of the value gives one.
 */
export function richBundle(value: unknown, limits: Limits = usual): Bundle | Promise<Bundle> {
  const ordinary = (): Bundle => ordinaryBundle(value, limits);
  if (typeof value !== "object" || value === null || isProxy(value)) return ordinary();
  try {
    const special = pictureBundle(value) ?? ownFormats(value);
    const finish = (formats: Bundle): Bundle =>
      Object.keys(formats).length > 0
        ? { "text/plain": textOf(value, limits), ...formats }
        : ordinary();
    return special instanceof Promise ? special.then(finish).catch(ordinary) : finish(special);
  } catch {
    return ordinary();
  }
}

function ordinaryBundle(value: unknown, limits: Limits): Bundle {
  const text = plainText(value, limits);
  try {
    const html = view(value, { text, limits });
    return html === undefined
      ? { "text/plain": text }
      : { "text/plain": text, "text/html": page(html) };
  } catch {
    return { "text/plain": text };
  }
}

function plainText(value: unknown, limits: Limits): string {
  try {
    if (isTensor(value)) return tensorText(value);
  } catch {
    // A tensor whose backend is gone is shown as any other object.
  }
  return textOf(value, limits);
}

function pictureBundle(value: object): Bundle | Promise<Bundle> | undefined {
  if (value instanceof Uint8Array || isAnyArrayBuffer(value)) {
    const bytes = value instanceof Uint8Array ? value : new Uint8Array(value);
    const type = bytes.length > largest ? undefined : pictureType(bytes);
    return type === undefined ? undefined : pictureFile(value, bytes);
  }
  const file = pictureOf(value);
  const finish = (bytes: Uint8Array): Bundle => pictureFile(value, bytes);
  return file instanceof Promise ? file.then(finish) : file && finish(file);
}

/** Bytes of a picture's file above which it is shown only when that is asked for. */
const largest = 8_000_000;

function pictureFile(value: object, bytes: Uint8Array): Bundle {
  const type = pictureType(bytes) ?? "image/png";
  return { [type]: bytes, "text/plain": `${nameOf(value)}: ${type}, ${byteText(bytes.length)}` };
}
