import { DataFileError } from "../data-file-error.js";
import { type ArchiveOptions, checkPath, checkTotal, type Entry } from "./entry.js";

export const block = 512;

/**
 * The files of a tar archive (POSIX ustar, with the long names of pax and GNU).
 *
 * @throws DataFileError when it is broken or cut off, holds links or devices, leaves its folder, or
 *   holds more than `limit` bytes.
 */
export function tarEntries(bytes: Uint8Array, options: ArchiveOptions): Entry[] {
  const { name } = options;
  checkTotal(bytes.length, { name, limit: options.limit + block * 65536 });
  const entries: Entry[] = [];
  let longName: string | undefined;
  for (let at = 0; ; ) {
    const header = bytes.subarray(at, at + block);
    if (header.length < block) {
      throw new DataFileError(`Cannot read ${name}: the archive is cut off; fetch it anew`);
    }
    if (header.every((byte) => byte === 0)) {
      return entries;
    }
    const { path, size, kind } = readHeader(header, name);
    const from = at + block;
    const content = bytes.subarray(from, from + size);
    if (content.length < size) {
      throw new DataFileError(`Cannot read ${name}: ${path} is cut off; fetch it anew`);
    }
    if (kind === "long") {
      longName = longNameOf(content, String.fromCharCode(header[156]!)) ?? longName;
    } else {
      const full = longName ?? path;
      longName = undefined;
      checkPath(full, name);
      if (kind === "file") {
        entries.push({ path: full, read: () => content });
      }
    }
    at = from + Math.ceil(size / block) * block;
  }
}

type Kind = "file" | "folder" | "long";

const kinds: Readonly<Record<string, Kind>> = {
  "0": "file",
  "\0": "file",
  "5": "folder",
  L: "long",
  x: "long",
  g: "long",
};

/** What a header tells. @throws DataFileError when it is broken, or of a link or a device. */
export function readHeader(header: Uint8Array, name: string) {
  const text = (from: number, length: number) => textOf(header.subarray(from, from + length));
  const sum = header.reduce((total, byte, i) => total + (i >= 148 && i < 156 ? 32 : byte), 0);
  if (octal(text(148, 8)) !== sum) {
    throw new DataFileError(`Cannot read ${name}: it is no tar archive, or a header is broken`);
  }
  const prefix = text(257, 5) === "ustar" && header[262] === 0 ? text(345, 155) : "";
  const path = prefix ? `${prefix}/${text(0, 100)}` : text(0, 100);
  const size = octal(text(124, 12));
  const kind = kinds[String.fromCharCode(header[156]!)];
  if (kind === undefined) {
    throw new DataFileError(
      `Cannot read ${name}: ${JSON.stringify(path)} in it is a link or a device; ` +
        "an archive of data has files and folders only",
    );
  }
  if (size === undefined) {
    throw new DataFileError(`Cannot read ${name}: the size of ${JSON.stringify(path)} is broken`);
  }
  return { path, size, kind };
}

function octal(text: string): number | undefined {
  return /^ *[0-7]+ *$/.test(text) ? Number.parseInt(text, 8) : undefined;
}

/** The path for the next file, if this tells one: all of it (GNU), or a line `12 path=…` (pax). */
export function longNameOf(content: Uint8Array, flag: string): string | undefined {
  if (flag === "L") {
    return textOf(content);
  }
  return flag === "x" ? /^\d+ path=(.*)$/m.exec(textOf(content))?.[1] : undefined;
}

function textOf(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return Buffer.from(end < 0 ? bytes : bytes.subarray(0, end)).toString("utf8");
}
