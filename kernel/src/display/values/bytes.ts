import { escapeHtml, span } from "../html/escape.js";
import { folded } from "../html/page.js";
import { pictureType } from "../image/picture.js";
import { type Limits, more } from "../limits.js";
import { className } from "./descriptors.js";
import { byteText } from "./number-text.js";
import { numbersHead } from "./numbers.js";
import { statisticsOf } from "./statistics.js";

/** Bytes shown as hexadecimal. */
const longest = 4_096;

/** Raw bytes: how many, what they are like, and a dump to unfold. */
export function bytesView(value: ArrayBufferView | ArrayBufferLike, limits: Limits): string {
  const bytes = bytesOf(value);
  const picture = pictureType(bytes);
  const hint = picture ? `, ${picture}; display.image(value) shows it` : "";
  const title = `${className(value)}, ${byteText(bytes.length)}${hint}`;
  const count = Math.min(bytes.length, Math.max(longest, limits.entries), limits.characters / 12);
  const rest = bytes.length - Math.floor(count);
  const note = rest > 0 ? span("muted", more(rest, "bytes")) : "";
  const lines = dump(bytes.subarray(0, count));
  const inside = `<pre class="rb-columns">${lines}</pre>${note}`;
  // A histogram of few bytes says nothing.
  const statistics = bytes.length > 256 ? statisticsOf(bytes) : undefined;
  const open = bytes.length <= 256;
  return numbersHead(title, statistics) + folded(span("muted", "bytes"), inside, open);
}

/** The bytes behind a view or a buffer, not copied. */
export function bytesOf(value: ArrayBufferView | ArrayBufferLike): Uint8Array {
  if (ArrayBuffer.isView(value)) {
    return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  }
  return new Uint8Array(value);
}

function dump(bytes: Uint8Array): string {
  const lines: string[] = [];
  for (let start = 0; start < bytes.length; start += 16) {
    const row = [...bytes.subarray(start, start + 16)];
    const hex = row.map((byte) => byte.toString(16).padStart(2, "0")).join(" ");
    const letters = row.map((byte) => (byte > 31 && byte < 127 ? String.fromCharCode(byte) : "·"));
    const offset = span("muted", start.toString(16).padStart(6, "0"));
    lines.push(`${offset}  ${hex.padEnd(48)} ${escapeHtml(letters.join(""))}`);
  }
  return lines.join("\n");
}
