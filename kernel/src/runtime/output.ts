import { Writable } from "node:stream";
import { StringDecoder } from "node:string_decoder";
import type { StreamName } from "../bridge/messages.js";

/** Where the text goes that user code prints. */
export type Print = (name: StreamName, text: string) => void;

/** Characters that go on their way at once. */
const portion = 2 ** 20;

type Done = (error?: Error | null) => void;

/** Puts streams in place of stdout and stderr, for `console` and direct writers alike. */
export function captureOutput(print: Print): void {
  for (const name of ["stdout", "stderr"] as const) {
    const stream = outputStream(name, print);
    Object.defineProperty(process, name, { get: () => stream, configurable: true });
  }
}

/**
 * A stream whose writes arrive at once, in order, whatever their encoding is. `write` does all of
 * it by itself: a `Writable` that is interrupted in the middle of a write would never write again.
 */
function outputStream(name: StreamName, print: Print): Writable {
  const decoder = new StringDecoder("utf8");
  const write = (chunk: string | Uint8Array, encoding?: BufferEncoding | Done, done?: Done) => {
    const callback = typeof encoding === "function" ? encoding : done;
    const text = textOf(chunk, typeof encoding === "string" ? encoding : "utf8", decoder);
    for (const part of portions(text)) print(name, part);
    if (callback) process.nextTick(callback);
    return true;
  };
  const stream = new Writable({
    decodeStrings: false,
    write: (chunk: string | Uint8Array, encoding, done) => {
      write(chunk, encoding);
      done();
    },
  });
  return Object.assign(stream, { write, isTTY: false, fd: name === "stdout" ? 1 : 2 });
}

function textOf(
  chunk: string | Uint8Array,
  encoding: BufferEncoding,
  decoder: StringDecoder,
): string {
  if (typeof chunk !== "string") return decoder.write(Buffer.from(chunk));
  return /^utf-?8$/i.test(encoding) ? chunk : decoder.write(Buffer.from(chunk, encoding));
}

/** A huge text in portions, each of which waits until there is room for it. */
function* portions(text: string): Generator<string> {
  for (let start = 0; start < text.length; ) {
    let end = start + portion;
    // Not between the two halves of a character.
    if (/[\ud800-\udbff]/.test(text.charAt(end - 1))) end++;
    yield text.slice(start, end);
    start = end;
  }
}
