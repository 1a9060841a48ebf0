import { inflateRawSync } from "node:zlib";
import { brokenFile } from "./stored.js";

/** Where a ZIP archive lists its files. */
const endMark = 0x06054b50;
const listMark = 0x02014b50;
const fileMark = 0x04034b50;

/** An entry is never unpacked beyond this many times the archive: no bombs. */
const largestGain = 1000;

/**
 * One file of a ZIP archive, stored or deflated.
 * @throws SyntaxError when the archive is broken or has no such file.
 */
export function zipEntry(
  archive: Uint8Array,
  { name, path }: { name: string; path: string },
): Uint8Array {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  try {
    const { method, packed, size } = entryOf(archive, { view, name, path });
    if (size > archive.length * largestGain) throw brokenFile(path, `${name} is far too large`);
    const bytes = method === 0 ? packed : inflateRawSync(packed, { maxOutputLength: size + 1 });
    if ((method !== 0 && method !== 8) || bytes.length !== size) {
      throw brokenFile(path, `${name} in it should have ${size} bytes, got ${bytes.length}`);
    }
    return bytes;
  } catch (cause) {
    if (cause instanceof SyntaxError) throw cause;
    throw brokenFile(path, "it is a broken ZIP archive", cause);
  }
}

function entryOf(
  archive: Uint8Array,
  { view, name, path }: { view: DataView; name: string; path: string },
) {
  let at = listStart(view, path);
  while (view.getUint32(at, true) === listMark) {
    const [nameLength, extraLength, noteLength] = [28, 30, 32].map((k) =>
      view.getUint16(at + k, true),
    ) as [number, number, number];
    const own = new TextDecoder().decode(archive.subarray(at + 46, at + 46 + nameLength));
    if (own === name) return dataOf(archive, { view, entry: at, path });
    at += 46 + nameLength + extraLength + noteLength;
  }
  throw brokenFile(path, `there is no ${name} in it`);
}

function listStart(view: DataView, path: string): number {
  // A comment of up to 65,535 bytes may follow.
  const last = view.byteLength - 22;
  for (let at = last; at >= Math.max(0, last - 0xffff); at--) {
    if (view.getUint32(at, true) === endMark) return view.getUint32(at + 16, true);
  }
  throw brokenFile(path, "it is no ZIP archive, or its end is missing");
}

function dataOf(
  archive: Uint8Array,
  { view, entry, path }: { view: DataView; entry: number; path: string },
) {
  const method = view.getUint16(entry + 10, true);
  const [length, size, file] = [20, 24, 42].map((k) => view.getUint32(entry + k, true)) as [
    number,
    number,
    number,
  ];
  if (view.getUint32(file, true) !== fileMark) throw brokenFile(path, "its list of files lies");
  const start = file + 30 + view.getUint16(file + 26, true) + view.getUint16(file + 28, true);
  return { method, size, packed: archive.subarray(start, start + length) };
}
