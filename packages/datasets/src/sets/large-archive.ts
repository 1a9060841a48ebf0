import { createHash, type Hash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { PassThrough } from "node:stream";
import { createGunzip } from "node:zlib";
import { DataFileError } from "../data-file-error.js";
import { Unreachable } from "../download.js";
import { downloadView } from "../download-view.js";
import { isAddress, type SearchPlaces, searchPlaces } from "../search-places.js";
import type { Archive, ArchivedSet } from "./find-archive.js";

/** Where a large archive is looked for, and what is made of the file. */
export interface LargeArchiveUse<T> {
  readonly places?: SearchPlaces | undefined;
  /** Throws a DataFileError when the file is broken. It is then called with the next place's. */
  readonly use: (path: string) => Promise<T>;
}

/**
 * What is made of an archive that is too large for memory: of the one in the cache, the system's
 * package or the mirror, or fetched from its home into the cache. A broken one in the cache is
 * passed over, and what was fetched is kept only if it is not broken.
 *
 * @throws DataFileError when a place other than the cache has a broken one; Unreachable when no
 *   place has it.
 */
export async function fromLargeArchive<T>(
  set: ArchivedSet,
  { places = searchPlaces(set), use }: LargeArchiveUse<T>,
): Promise<T> {
  const { name } = set.archive;
  const missed: string[] = [];
  const all = [places.cache, places.system, ...(places.mirror ? [places.mirror] : [])];
  for (const place of [...all, places.address]) {
    const fetched = isAddress(place);
    const path = join(fetched ? places.cache : place, name);
    try {
      if (fetched) await fetchTo(path, { url: `${place.replace(/\/+$/, "")}/${name}`, set });
      else await stat(path);
    } catch (error) {
      if (error instanceof DataFileError) throw error;
      missed.push((error as Error).message);
      continue;
    }
    try {
      return await use(path);
    } catch (error) {
      if (!(error instanceof DataFileError)) throw error;
      if (fetched) await rm(path, { force: true });
      if (place !== places.cache) throw error;
      missed.push(error.message);
    }
  }
  const tried = missed.map((place) => `\n  ${place}`).join("");
  throw new Unreachable(
    `Cannot load ${set.name}: no place has ${name}, and ${set.unshipped}. Run this with a network, ` +
      `let ROSENBLATT_MIRROR name a folder that has it, or put it into ${places.cache}. ` +
      `Looked for:${tried}`,
  );
}

/** Writes what comes to a file beside, and gives it its name when it is whole and as published. */
async function fetchTo(
  path: string,
  { url, set }: { url: string; set: ArchivedSet },
): Promise<void> {
  const view = downloadView(set.name);
  const part = `${path}.part`;
  const response = await fetch(url).catch((cause: Error) => {
    throw new Unreachable(
      `${url}: ${(cause.cause as Error | undefined)?.message ?? cause.message}`,
    );
  });
  if (!response.ok) throw new Unreachable(`${url}: the server answers ${response.status}`);
  const total = Number(response.headers.get("content-length")) || undefined;
  await mkdir(dirname(path), { recursive: true });
  const file = await open(part, "w");
  const { limit, checksum } = set.archive;
  const hash = createHash(checksum?.kind ?? "sha256");
  let done = 0;
  try {
    for await (const chunk of response.body ?? []) {
      done += chunk.length;
      if (done > limit) {
        throw new DataFileError(`Cannot fetch ${url}: it is longer than ${limit} bytes`);
      }
      hash.update(chunk);
      await file.write(chunk);
      view.progress({ url, done, total });
    }
    await file.close();
    compareSum(hash, { checksum, from: url });
    await rename(part, path);
  } finally {
    view.end();
    await file.close().catch(() => {});
    await rm(part, { force: true });
  }
}

/**
 * What is in a file, which is gzipped unless its name ends in `.tar`, chunk by chunk. Its checksum
 * is known at the end only, so that is when it is compared: use nothing of it before.
 *
 * @throws DataFileError when it is broken or not the published one.
 */
export async function* unpackedStream(
  path: string,
  checksum: Archive["checksum"],
): AsyncGenerator<Uint8Array, void, undefined> {
  const hash = createHash(checksum?.kind ?? "sha256");
  const raw = createReadStream(path);
  raw.on("data", (chunk) => hash.update(chunk));
  const unpack = path.endsWith(".tar") ? new PassThrough() : createGunzip();
  raw.on("error", (error) => unpack.destroy(error));
  try {
    yield* raw.pipe(unpack) as AsyncIterable<Uint8Array>;
  } catch (cause) {
    const { message } = cause as Error;
    throw new DataFileError(`Cannot unpack ${path}: ${message}; fetch it anew`, { cause });
  } finally {
    raw.destroy();
  }
  compareSum(hash, { checksum, from: path });
}

function compareSum(
  hash: Hash,
  { checksum, from }: { checksum: Archive["checksum"]; from: string },
): void {
  const hex = hash.digest("hex");
  if (checksum && hex !== checksum.hex) {
    throw new DataFileError(
      `Cannot use ${from}: its ${checksum.kind} must be ${checksum.hex}, got ${hex}; fetch it anew ` +
        "from its source",
    );
  }
}
