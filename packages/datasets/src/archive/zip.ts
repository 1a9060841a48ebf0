import { crc32, inflateRawSync } from "node:zlib";
import { DataFileError, guarded } from "../data-file-error.js";
import { type ArchiveOptions, checkPath, checkTotal, type Entry } from "./entry.js";

const endLength = 22;
const centralLength = 46;

/** What the directory of a zip archive tells of a file. */
interface Listed {
  readonly path: string;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly at: number;
}

/**
 * The files of a zip archive, stored or deflated; each is inflated when it is read, never to more
 * than its directory tells.
 *
 * @throws DataFileError when it is broken or cut off, encrypted, larger than 4 GB, holds links,
 *   leaves its folder, or tells of more than `limit` bytes.
 */
export function zipEntries(bytes: Uint8Array, options: ArchiveOptions): Entry[] {
  const { name } = options;
  const archive = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const listed = guarded(name, () => directory(archive, name));
  checkTotal(
    listed.reduce((total, { size }) => total + size, 0),
    options,
  );
  for (const { path } of listed) {
    checkPath(path, name);
  }
  return listed
    .filter(({ path }) => !path.endsWith("/"))
    .map((file) => ({
      path: file.path,
      read: () => guarded(`${file.path} in ${name}`, () => unpack(archive, file)),
    }));
}

function directory(archive: Buffer, name: string): Listed[] {
  const end = archive.lastIndexOf("PK\x05\x06", undefined, "latin1");
  if (end < 0 || end + endLength > archive.length) {
    throw new DataFileError(`Cannot read ${name}: it is no zip archive, or it is cut off`);
  }
  const count = archive.readUInt16LE(end + 10);
  const listed: Listed[] = [];
  let at = archive.readUInt32LE(end + 16);
  for (let i = 0; i < count; i += 1) {
    const after =
      at +
      centralLength +
      archive.readUInt16LE(at + 28) +
      archive.readUInt16LE(at + 30) +
      archive.readUInt16LE(at + 32);
    listed.push(readListed(archive.subarray(at, after), name));
    at = after;
  }
  return listed;
}

function readListed(entry: Buffer, name: string): Listed {
  const [flags, attributes] = [entry.readUInt16LE(8), entry.readUInt32LE(38)];
  const path = entry.toString("utf8", centralLength, centralLength + entry.readUInt16LE(28));
  const refuse = (why: string) =>
    new DataFileError(`Cannot read ${name}: ${JSON.stringify(path)} in it ${why}`);
  if (entry.readUInt32LE(0) !== 0x02014b50) {
    throw new DataFileError(`Cannot read ${name}: the directory of the archive is broken`);
  }
  if (flags & 1) {
    throw refuse("is encrypted; unpack it first");
  }
  if (((attributes >>> 16) & 0o170000) === 0o120000) {
    throw refuse("is a link; an archive of data has files and folders only");
  }
  const [packed, size] = [entry.readUInt32LE(20), entry.readUInt32LE(24)];
  if (packed === 0xffffffff || size === 0xffffffff) {
    throw refuse("is larger than 4 GB; unpack it first");
  }
  const [method, crc, at] = [
    entry.readUInt16LE(10),
    entry.readUInt32LE(16),
    entry.readUInt32LE(42),
  ];
  return { path, method, crc, packed, size, at };
}

function unpack(archive: Buffer, { path, method, crc, packed, size, at }: Listed): Uint8Array {
  if (archive.readUInt32LE(at) !== 0x04034b50) {
    throw new Error("its header is not where the directory tells");
  }
  const from = at + 30 + archive.readUInt16LE(at + 26) + archive.readUInt16LE(at + 28);
  const raw = archive.subarray(from, from + packed);
  if (raw.length !== packed || (method !== 0 && method !== 8)) {
    throw new Error(raw.length === packed ? `method ${method} is not supported` : "it is cut off");
  }
  const content = method === 0 ? raw : inflateRawSync(raw, { maxOutputLength: size || 1 });
  if (content.length !== size || crc32(content) !== crc) {
    throw new Error(`its checksum or length is not what the directory tells of ${path}`);
  }
  return content;
}
