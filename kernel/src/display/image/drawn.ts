import { method, property } from "../values/descriptors.js";
import { encodePng, type Pixels } from "./png.js";

/** Pixels above which a picture is not shown by itself. */
const most = 50_000_000;

/** The file of a canvas, of pixels, or of another picture that is made when asked for. */
export function pictureOf(value: object): Uint8Array | Promise<Uint8Array> | undefined {
  const pixels = pixelsIn(value);
  if (pixels) return encodePng(pixels);
  if (value instanceof Blob) return /^image\//.test(value.type) ? bytesIn(value) : undefined;
  return drawn(value);
}

async function bytesIn(blob: Blob): Promise<Uint8Array> {
  return new Uint8Array(await blob.arrayBuffer());
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

/** A canvas of node-canvas, @napi-rs/canvas or skia-canvas, a picture of sharp, or the like. */
function drawn(value: object): Uint8Array | Promise<Uint8Array> | undefined {
  const toDataURL = method(value, "toDataURL") as ((type: string) => unknown) | undefined;
  const draws = toDataURL ?? method(value, "getContext") ?? method(value, "png");
  if (draws === undefined) return undefined;
  const toBuffer = method(value, "toBuffer") as ((type: string) => unknown) | undefined;
  const file = toBuffer?.call(value, "image/png");
  if (file instanceof Promise) return file.then(asBytes);
  if (file instanceof Uint8Array) return file;
  const address = toDataURL?.call(value, "image/png");
  if (typeof address !== "string" || !address.startsWith("data:image/")) return undefined;
  return Buffer.from(address.slice(address.indexOf(",") + 1), "base64");
}

function asBytes(file: unknown): Uint8Array {
  if (file instanceof Uint8Array) return file;
  throw new TypeError(`Cannot show a picture: expected toBuffer to give bytes, got ${typeof file}`);
}
