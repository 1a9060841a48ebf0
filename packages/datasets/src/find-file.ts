import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type DataFile, verified } from "./data-file.js";
import { download, type Progress, Unreachable } from "./download.js";
import { isAddress, type SearchPlaces } from "./search-places.js";
import { store } from "./store.js";

/** The content of a data file, or why no place has it. */
export type Found = { readonly content: Uint8Array } | { readonly missed: readonly string[] };

/**
 * Looks for a data file in the cache, the system's package, the mirror and at its home, in this
 * order. What comes over the network is kept in the cache; folders are read in place.
 *
 * @throws Error when a place other than the cache holds a file that is not what was published.
 */
export async function findFile(
  file: DataFile,
  { cache, system, mirror, address }: SearchPlaces,
  { progress }: { progress?: Progress } = {},
): Promise<Found> {
  const missed: string[] = [];
  const places = [cache, system, ...(mirror === undefined ? [] : [mirror]), address];
  for (const place of places) {
    try {
      const content = isAddress(place)
        ? await fetchFile(file, { address: place, cache, ...(progress ? { progress } : {}) })
        : await readInPlace(file, place);
      return { content };
    } catch (error) {
      // A broken copy in the cache is replaced by what the other places have.
      if (!(error instanceof Unreachable || place === cache)) {
        throw error;
      }
      missed.push((error as Error).message);
    }
  }
  return { missed };
}

async function readInPlace(file: DataFile, folder: string): Promise<Uint8Array> {
  for (const name of [`${file.name}.gz`, file.name]) {
    const path = join(folder, name);
    const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "ENOENT" && error.code !== "ENOTDIR") {
        throw new Unreachable(`${path}: ${error.message}`, { cause: error });
      }
    });
    if (bytes) {
      return verified(bytes, { file, from: path });
    }
  }
  throw new Unreachable(`${join(folder, `${file.name}.gz`)}: no such file`);
}

async function fetchFile(
  file: DataFile,
  { address, cache, progress }: { address: string; cache: string; progress?: Progress },
): Promise<Uint8Array> {
  const url = `${address.replace(/\/+$/, "")}/${file.name}.gz`;
  // No gzip file is longer than its content by more than a few bytes a block.
  const limit = Math.ceil(file.bytes * 1.01) + 1024;
  const bytes = await download(url, { limit, ...(progress ? { progress } : {}) });
  const content = await verified(bytes, { file, from: url });
  await store(join(cache, `${file.name}.gz`), bytes);
  return content;
}
