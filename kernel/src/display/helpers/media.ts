import { escapeHtml } from "../html/escape.js";
import { byteText } from "../values/number-text.js";
import { dataAddress, type Media, type MediaSource, readMedia } from "./media-source.js";
import { type HelperOptions, type Shape, shape } from "./shape.js";
import { encodeWav } from "./wav.js";

/** A picture or a PDF, of whatever kind it is; one at an address is loaded by the browser. */
export function image(source: MediaSource, options: HelperOptions): Shape {
  const { type, width, height, alt, metadata } = options;
  const size = { ...(width !== undefined && { width }), ...(height !== undefined && { height }) };
  const media = readMedia(source, type as string | undefined);
  if ("address" in media) {
    const attributes = attributesOf({ src: media.address, alt: alt ?? "", ...size });
    return shape("text/html", `<img${attributes}>`, { text: media.address, metadata });
  }
  const svg = media.type === "image/svg+xml";
  const content = svg ? Buffer.from(media.bytes).toString() : media.bytes;
  const text = typeof alt === "string" ? alt : textOf(media);
  return shape(media.type, content, { text, metadata: { ...size, ...metadata } });
}

/** A picture of the kind that its helper is named after. */
export function typed(type: string): (source: MediaSource, options: HelperOptions) => Shape {
  return (source, options) => image(source, { ...options, type });
}

/** A sound with controls: a file, or samples between -1 and 1 with `rate` of them a second. */
export function audio(source: MediaSource | Samples, options: HelperOptions): Shape {
  const { rate = 44_100 } = options;
  const file = isSamples(source) ? encodeWav(source, Number(rate)) : source;
  return player("audio", file, options);
}

type Samples = Float32Array | Float64Array | readonly number[];

function isSamples(source: MediaSource | Samples): source is Samples {
  return Array.isArray(source) || source instanceof Float32Array || source instanceof Float64Array;
}

/** A film with controls. */
export function video(source: MediaSource, options: HelperOptions): Shape {
  return player("video", source, options);
}

function player(element: "audio" | "video", source: MediaSource, options: HelperOptions): Shape {
  const { type, width, height, autoplay, loop, muted, metadata } = options;
  const media = readMedia(source, type as string | undefined);
  const src = "address" in media ? media.address : dataAddress(media);
  const attributes = attributesOf({ src, width, height, autoplay, loop, muted, controls: true });
  return shape("text/html", `<${element}${attributes}></${element}>`, {
    text: textOf(media),
    metadata,
  });
}

function attributesOf(attributes: Readonly<Record<string, unknown>>): string {
  return Object.entries(attributes)
    .filter(([, value]) => value !== undefined && value !== false)
    .map(([name, value]) =>
      value === true ? ` ${name}` : ` ${name}="${escapeHtml(String(value))}"`,
    )
    .join("");
}

function textOf(media: Media): string {
  return "address" in media ? media.address : `[${media.type}, ${byteText(media.bytes.length)}]`;
}
