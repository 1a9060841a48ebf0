import { Writable } from "node:stream";
import { StringDecoder } from "node:string_decoder";
import type { StreamName } from "../bridge/messages.js";

/** Where the text goes that user code prints. */
export type Print = (name: StreamName, text: string) => void;

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
    if (text !== "") print(name, text);
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
