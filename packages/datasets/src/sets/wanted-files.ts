import { tarStream } from "../archive/tar-stream.js";
import { DataFileError } from "../data-file-error.js";
import { decodeImage, type Pixels } from "../files/decode-image.js";
import type { Archive } from "./find-archive.js";
import { unpackedStream } from "./large-archive.js";

/** Files of an archive that were wanted. */
export interface WantedFiles {
  /** @throws DataFileError when the archive has no such file. */
  read(path: string): Uint8Array;
  /** A file that is a picture. */
  picture(path: string): Pixels;
  /** The lines of a text, without those that are empty or begin with `#`. */
  lines(path: string): string[];
}

/** Which files of an archive are wanted: of this folder, under paths that begin in it. */
export interface Wanted {
  /** Such as `CamVid/`; what is not in it is not wanted. */
  readonly folder: string;
  readonly files: (path: string) => boolean;
  readonly archive: Archive;
}

/**
 * Reads the wanted files of an archive, gzipped or not, into memory; the rest of it only passes.
 *
 * @throws DataFileError when it is broken, or not the published one.
 */
export async function wantedFiles(
  path: string,
  { folder, files, archive }: Wanted,
): Promise<WantedFiles> {
  const inside = (name: string) => {
    const at = `/${name}`.indexOf(`/${folder}`);
    return at < 0 ? undefined : name.slice(at + folder.length);
  };
  const wanted = (name: string) => files(inside(name) ?? "");
  const found = new Map<string, Uint8Array>();
  const chunks = unpackedStream(path, archive.checksum);
  try {
    const limits = { limit: 8 * archive.limit, largest: 64e6 };
    for await (const file of tarStream(chunks, { name: path, ...limits, wanted })) {
      found.set(inside(file.path)!, file.content);
    }
    // What stands behind the archive belongs to what its checksum is of.
    for await (const _ of chunks);
  } finally {
    await chunks.return();
  }
  const read = (name: string) => {
    const content = found.get(name);
    if (content) return content;
    throw new DataFileError(`Cannot use ${path}: it lacks ${folder}${name}; fetch it anew`);
  };
  return {
    read,
    picture: (name) => decodeImage(read(name), { name: `${name} in ${path}` }),
    lines: (name) => linesOf(read(name)),
  };
}

function linesOf(bytes: Uint8Array): string[] {
  const lines = Buffer.from(bytes).toString("utf8").split(/\r?\n/);
  return lines.map((line) => line.trim()).filter((line) => line !== "" && !line.startsWith("#"));
}
