import { DataFileError } from "../data-file-error.js";
import { checkPath, checkTotal } from "./entry.js";
import { block, longNameOf, readHeader } from "./tar.js";

/** A file of an archive that is read while it comes. */
export interface StreamedFile {
  readonly path: string;
  readonly content: Uint8Array;
}

/**
 * The files of a tar archive that are wanted, in its order, read from a stream, for archives that
 * memory does not hold.
 *
 * @throws DataFileError for what `tarEntries` throws it for, and for a wanted file of more than
 *   `largest` bytes.
 */
export async function* tarStream(
  chunks: AsyncIterable<Uint8Array>,
  {
    name,
    limit,
    largest,
    wanted,
  }: { name: string; limit: number; largest: number; wanted: (path: string) => boolean },
): AsyncGenerator<StreamedFile, void, undefined> {
  const bytes = reader(chunks, name);
  let longName: string | undefined;
  for (let total = 0; ; ) {
    const header = await bytes.take(block);
    if (header.every((byte) => byte === 0)) return;
    const { path, size, kind } = readHeader(header, name);
    const room = Math.ceil(size / block) * block;
    total += block + room;
    checkTotal(total, { name, limit });
    const full = longName ?? path;
    const taken = kind === "long" || (kind === "file" && wanted(full));
    if (taken && size > largest) {
      throw new DataFileError(
        `Cannot read ${name}: ${full} in it has ${size} bytes, more than ${largest}`,
      );
    }
    const content = taken ? (await bytes.take(room)).subarray(0, size) : undefined;
    if (!content) await bytes.skip(room);
    if (kind === "long") {
      longName = longNameOf(content!, String.fromCharCode(header[156]!)) ?? longName;
      continue;
    }
    longName = undefined;
    checkPath(full, name);
    if (content) yield { path: full, content };
  }
}

/** Bytes of a stream by number. */
function reader(chunks: AsyncIterable<Uint8Array>, name: string) {
  const source = chunks[Symbol.asyncIterator]();
  let held: Uint8Array = new Uint8Array(0);
  const more = async () => {
    const { value, done } = await source.next();
    if (done) throw new DataFileError(`Cannot read ${name}: the archive is cut off; fetch it anew`);
    held = value;
  };
  const skip = async (count: number, use: (part: Uint8Array) => void = () => {}) => {
    for (let left = count; left > 0; ) {
      if (held.length === 0) await more();
      const part = held.subarray(0, left);
      use(part);
      held = held.subarray(part.length);
      left -= part.length;
    }
  };
  const take = async (count: number) => {
    const whole = new Uint8Array(count);
    let at = 0;
    await skip(count, (part) => {
      whole.set(part, at);
      at += part.length;
    });
    return whole;
  };
  return { skip, take };
}
