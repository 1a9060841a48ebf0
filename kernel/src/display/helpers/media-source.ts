import { readFileSync } from "node:fs";
import { extname } from "node:path";
import { pictureType } from "../image/picture.js";

/** Where a picture or a sound comes from: its bytes, a path, or an address. */
export type MediaSource = Uint8Array | ArrayBuffer | string | URL;

/** A source that was looked at: bytes with their type, or an address that the browser asks. */
export type Media =
  | { readonly type: string; readonly bytes: Uint8Array }
  | { readonly address: string };

const byExtension: Readonly<Record<string, string>> = {
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".gif": "image/gif",
  ".webp": "image/webp",
  ".svg": "image/svg+xml",
  ".bmp": "image/bmp",
  ".pdf": "application/pdf",
  ".mp3": "audio/mpeg",
  ".wav": "audio/wav",
  ".ogg": "audio/ogg",
  ".flac": "audio/flac",
  ".m4a": "audio/mp4",
  ".mp4": "video/mp4",
  ".webm": "video/webm",
  ".ogv": "video/ogg",
};

/** Reads a source. `type` is the MIME type where the bytes and the name do not tell it. */
export function readMedia(source: MediaSource, type?: string): Media {
  if (source instanceof ArrayBuffer) return readMedia(new Uint8Array(source), type);
  if (typeof source === "object" && ArrayBuffer.isView(source)) {
    return { type: type ?? typeOf(source) ?? unknown("bytes of no known kind"), bytes: source };
  }
  const text = String(source);
  if (/^https?:/i.test(text)) return { address: text };
  if (/^data:/i.test(text)) return fromDataAddress(text);
  const path = text.startsWith("file:") ? new URL(text) : text;
  const bytes = readFileSync(path);
  const named = byExtension[extname(String(path)).toLowerCase()];
  return { type: type ?? named ?? typeOf(bytes) ?? unknown(text), bytes };
}

/** An address that holds the bytes themselves. */
export function dataAddress({ type, bytes }: { type: string; bytes: Uint8Array }): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");
  return `data:${type};base64,${text}`;
}

function fromDataAddress(text: string): Media {
  const [, head = "", body = ""] = /^data:([^,]*),([\s\S]*)$/i.exec(text) ?? [];
  const bytes = /;base64$/i.test(head)
    ? Buffer.from(body, "base64")
    : Buffer.from(decodeURIComponent(body));
  return { type: head.split(";")[0] || "text/plain", bytes };
}

function typeOf(bytes: Uint8Array): string | undefined {
  const start = String.fromCharCode(...bytes.subarray(0, 12));
  if (/^RIFF[\s\S]{4}WAVE/.test(start)) return "audio/wav";
  if (start.startsWith("OggS")) return "audio/ogg";
  if (start.startsWith("fLaC")) return "audio/flac";
  if (start.startsWith("ID3") || /^\xff[\xe2-\xfb]/.test(start)) return "audio/mpeg";
  if (/^[\s\S]{4}ftyp/.test(start)) return start.startsWith("M4A", 8) ? "audio/mp4" : "video/mp4";
  if (start.startsWith("\x1aE\xdf\xa3")) return "video/webm";
  return /^\s*<(\?xml|svg)/.test(start) ? "image/svg+xml" : pictureType(bytes);
}

function unknown(got: string): never {
  throw new TypeError(
    `Cannot show this: expected a picture, sound or film, got ${got.slice(0, 100)}; ` +
      'name its kind, as in { type: "image/png" }',
  );
}
