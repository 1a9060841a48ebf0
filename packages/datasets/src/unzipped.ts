import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { DataFileError } from "./data-file-error.js";

const unzip = promisify(gunzip);

/**
 * The content of a file that may be gzipped, never more than `limit` bytes of it.
 *
 * @throws RangeError when there is more; SyntaxError when the compressed data is broken.
 */
export async function unzipped(
  bytes: Uint8Array,
  { limit, name = "the file" }: { limit: number; name?: string },
): Promise<Uint8Array> {
  const content = isGzip(bytes) ? await inflate(bytes, { limit, name }) : bytes;
  if (content.length > limit) {
    throw tooLong(name, limit);
  }
  return content;
}

function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

async function inflate(
  bytes: Uint8Array,
  { limit, name }: { limit: number; name: string },
): Promise<Uint8Array> {
  try {
    return await unzip(bytes, { maxOutputLength: limit });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ERR_BUFFER_TOO_LARGE") {
      throw tooLong(name, limit);
    }
    throw new DataFileError(`Cannot unzip ${name}: ${message}; fetch it anew`, { cause: error });
  }
}

function tooLong(name: string, limit: number): RangeError {
  return new RangeError(
    `Cannot unzip ${name}: it needs to hold at most ${limit} bytes, and holds more`,
  );
}
