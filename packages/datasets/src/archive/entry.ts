import { DataFileError } from "../data-file-error.js";

/** A file in an archive. Archives are read in memory: nothing of them is ever written. */
export interface Entry {
  readonly path: string;
  /** @throws DataFileError when the content is not what the archive's directory tells of it. */
  read(): Uint8Array;
}

/** How an archive is called in errors, and how much it may hold, unpacked, in bytes. */
export interface ArchiveOptions {
  readonly name: string;
  readonly limit: number;
}

/** @throws DataFileError for a path that would leave the archive's own folder. */
export function checkPath(path: string, name: string): void {
  const leaves =
    path === "" || /^([/\\]|[a-z]:)|[\0\\]/i.test(path) || path.split("/").includes("..");
  if (leaves) {
    throw new DataFileError(
      `Cannot read ${name}: the path ${JSON.stringify(path)} in it leaves its folder; ` +
        "do not trust this archive",
    );
  }
}

/** @throws DataFileError when an archive holds more than it may. */
export function checkTotal(total: number, { name, limit }: ArchiveOptions): void {
  if (!(total <= limit)) {
    throw new DataFileError(
      `Cannot read ${name}: it may hold at most ${limit} bytes, unpacked, and tells of ${total}`,
    );
  }
}
