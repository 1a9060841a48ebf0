import { Writable } from "node:stream";
import { StringDecoder } from "node:string_decoder";
import type { StreamName } from "../bridge/messages.js";

/** Where the text goes that user code prints. */
export type Print = (name: StreamName, text: string) => void;

/** Puts streams in place of stdout and stderr, for `console` and direct writers alike. */
export function captureOutput(print: Print): void {
  for (const name of ["stdout", "stderr"] as const) {
    const stream = outputStream(name, print);
    Object.defineProperty(process, name, { get: () => stream, configurable: true });
  }
}

/** A stream whose writes arrive at once, in order, whatever their encoding is. */
function outputStream(name: StreamName, print: Print): Writable {
  const decoder = new StringDecoder("utf8");
  const stream = new Writable({
    decodeStrings: false,
    write(chunk: Buffer | string, encoding, done) {
      const bytes = typeof chunk === "string" && /^(hex|base64|base64url)$/.test(encoding);
      const text =
        typeof chunk === "string" && !bytes
          ? chunk
          : decoder.write(bytes ? Buffer.from(chunk as string, encoding) : (chunk as Buffer));
      if (text !== "") print(name, text);
      done();
    },
  });
  return Object.assign(stream, { isTTY: false, fd: name === "stdout" ? 1 : 2 });
}
