import { readFileSync } from "node:fs";
import { extname } from "node:path";
import { make, type Options, type ViewProperties, viewKind, type Widget } from "../model/widget.js";

/** Properties of what shows bytes. */
export interface MediaProperties extends ViewProperties {
  /** The file's bytes; the address as UTF-8 when `format` is `"url"`. */
  value: Uint8Array;
  /** What the bytes are, such as `"png"`; `"url"` for an address. */
  format: string;
}

/** Properties of a picture. */
export interface ImageProperties extends MediaProperties {
  /** Its width in pixels, as text; empty for its own. */
  width: string;
  /** Its height in pixels, as text; empty for its own. */
  height: string;
}

/** Properties of a player. */
export interface PlayerProperties extends MediaProperties {
  /** Whether it plays as soon as it is shown. */
  autoplay: boolean;
  /** Whether it begins anew at the end. */
  loop: boolean;
  /** Whether it has buttons. */
  controls: boolean;
}

export type Image = Widget<ImageProperties>;
export type Audio = Widget<PlayerProperties>;
export type Video = Widget<PlayerProperties & ImageProperties>;

const value = new Uint8Array();
const player = { value, autoplay: true, loop: true, controls: true };

const imageKind = viewKind<ImageProperties>({
  name: "Image",
  defaults: { value, format: "png", width: "", height: "" },
});
const audioKind = viewKind<PlayerProperties>({
  name: "Audio",
  defaults: { ...player, format: "mp3" },
});
const videoKind = viewKind<PlayerProperties & ImageProperties>({
  name: "Video",
  defaults: { ...player, format: "mp4", width: "", height: "" },
});

/**
 * Shows a picture: bytes, the path of a file, or an address. Assigning `value` shows another one.
 *
 * @example
 * const logo = image("https://example.org/logo.png", { width: "200" });
 */
export function image(source: Uint8Array | string, options: Options<ImageProperties> = {}): Image {
  return make(imageKind, { ...media(source), ...options });
}

/** Plays a sound: bytes, the path of a file, or an address. */
export function audio(source: Uint8Array | string, options: Options<PlayerProperties> = {}): Audio {
  return make(audioKind, { ...media(source), ...options });
}

/** Plays a film: bytes, the path of a file, or an address. */
export function video(
  source: Uint8Array | string,
  options: Options<PlayerProperties & ImageProperties> = {},
): Video {
  return make(videoKind, { ...media(source), ...options });
}

function media(source: Uint8Array | string): object {
  if (typeof source !== "string") return { value: source };
  if (/^(https?|data):/.test(source)) return { value: Buffer.from(source), format: "url" };
  const format = extname(source).slice(1).toLowerCase();
  return { value: readFileSync(source), ...(format !== "" && { format }) };
}
