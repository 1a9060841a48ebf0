import { encode } from "fast-png";
import { type Displayable, displayable } from "./displayable.js";

/** A raster image as PNG bytes, which shows itself. */
export interface Picture extends Displayable {
  readonly png: Uint8Array;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
}

/** Pixels, row by row: 1 channel is grey, 2 grey and alpha, 3 RGB, 4 RGBA. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 2 | 3 | 4;
  readonly data: Uint8Array;
}

/**
 * A picture of pixels. What `html` holds is shown by clients that know HTML.
 *
 * @example
 * picture({ width: 2, height: 1, channels: 1, data: Uint8Array.of(0, 255) })
 */
export function picture(
  { width, height, channels, data }: Raster,
  { text = `Picture of ${width} × ${height} pixels`, html }: { text?: string; html?: string } = {},
): Picture {
  const png = encode({ width, height, channels, data });
  return displayable({ png, width, height }, (value) => ({
    ...(html === undefined ? {} : { "text/html": html }),
    "image/png": base64(value.png),
    "text/plain": text,
  }));
}

/** Bytes as text, for bundles and data addresses. */
export function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");
}
