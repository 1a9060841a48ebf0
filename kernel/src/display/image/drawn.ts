import { method, property } from "../values/descriptors.js";
import { encodePng, type Pixels } from "./png.js";

/** Pixels above which a picture is not shown by itself. */
const most = 50_000_000;

/** The PNG file of a canvas or of pixels; undefined for anything else. */
export function pngOf(value: object): Uint8Array | Promise<Uint8Array> | undefined {
  const pixels = pixelsIn(value);
  return pixels ? encodePng(pixels) : canvasPng(value);
}

/** What `ImageData` has; an object that only looks like it must fit to the byte. */
function pixelsIn(value: object): Pixels | undefined {
  const data = read(value, "data");
  const width = read(value, "width");
  const height = read(value, "height");
  if (!(data instanceof Uint8ClampedArray)) return undefined;
  if (typeof width !== "number" || typeof height !== "number") return undefined;
  const fits = width > 0 && width * height * 4 === data.length && width * height <= most;
  return fits ? { data, width, height } : undefined;
}

/** `ImageData` itself keeps its fields behind getters; those of no other class are run. */
function read(value: object, key: string): unknown {
  const own = property(value, key);
  if (own) return own.value;
  const prototype: object | null = Object.getPrototypeOf(value);
  const isImageData = prototype && property(prototype, "constructor")?.value?.name === "ImageData";
  return isImageData ? Reflect.get(value, key) : undefined;
}

/** A canvas of node-canvas, @napi-rs/canvas, skia-canvas, or one that only knows data addresses. */
function canvasPng(value: object): Uint8Array | Promise<Uint8Array> | undefined {
  if (!method(value, "getContext")) return undefined;
  const toBuffer = method(value, "toBuffer") as ((type: string) => unknown) | undefined;
  const drawn = toBuffer?.call(value, "image/png");
  if (drawn instanceof Promise) return drawn.then(asBytes);
  if (drawn instanceof Uint8Array) return drawn;
  const toDataURL = method(value, "toDataURL") as ((type: string) => unknown) | undefined;
  const address = toDataURL?.call(value, "image/png");
  return typeof address === "string"
    ? Buffer.from(address.split(",")[1] ?? "", "base64")
    : undefined;
}

function asBytes(drawn: unknown): Uint8Array {
  if (drawn instanceof Uint8Array) return drawn;
  throw new TypeError(`Cannot show a canvas: expected toBuffer to give bytes, got ${typeof drawn}`);
}
