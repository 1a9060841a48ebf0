import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { PassThrough } from "node:stream";
import { createGunzip } from "node:zlib";
import { DataFileError } from "../data-file-error.js";
import { Unreachable } from "../download.js";
import { downloadView } from "../download-view.js";
import { isAddress, type SearchPlaces, searchPlaces } from "../search-places.js";
import type { ArchivedSet } from "./find-archive.js";

/**
 * The path of an archive that is too large for memory: in the cache, the system's package or the
 * mirror, or fetched from its home into the cache.
 *
 * @throws Unreachable when no place has it.
 */
export async function findLargeArchive(
  set: ArchivedSet,
  { places = searchPlaces(set) }: { places?: SearchPlaces } = {},
): Promise<string> {
  const { name } = set.archive;
  const missed: string[] = [];
  const all = [places.cache, places.system, ...(places.mirror ? [places.mirror] : [])];
  for (const place of [...all, places.address]) {
    try {
      const path = join(isAddress(place) ? places.cache : place, name);
      if (isAddress(place))
        await fetchTo(path, { url: `${place.replace(/\/+$/, "")}/${name}`, set });
      else await stat(path);
      return path;
    } catch (error) {
      if (error instanceof DataFileError) throw error;
      missed.push((error as Error).message);
    }
  }
  const tried = missed.map((place) => `\n  ${place}`).join("");
  throw new Unreachable(
    `Cannot load ${set.name}: no place has ${name}, and ${set.unshipped}. Run this with a network, ` +
      `let ROSENBLATT_MIRROR name a folder that has it, or put it into ${places.cache}. ` +
      `Looked for:${tried}`,
  );
}

/** Writes what comes to a file beside, and gives it its name when all of it is there. */
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
  let done = 0;
  try {
    for await (const chunk of response.body ?? []) {
      done += chunk.length;
      if (done > set.archive.limit) {
        throw new DataFileError(
          `Cannot fetch ${url}: it is longer than ${set.archive.limit} bytes`,
        );
      }
      await file.write(chunk);
      view.progress({ url, done, total });
    }
    await file.close();
    await rename(part, path);
  } finally {
    view.end();
    await file.close().catch(() => {});
    await rm(part, { force: true });
  }
}

/**
 * What is in a file, which is gzipped unless its name ends in `.tar`, chunk by chunk. Its checksum is known at the end only, so that is when
 * it is compared: use nothing of it before.
 *
 * @throws DataFileError when it is broken or not the published one.
 */
export async function* unpackedStream(
  path: string,
  checksum: { readonly kind: string; readonly hex: string } | undefined,
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
  const hex = hash.digest("hex");
  if (checksum && hex !== checksum.hex) {
    throw new DataFileError(
      `Cannot use ${path}: its ${checksum.kind} must be ${checksum.hex}, got ${hex}; fetch it anew ` +
        "from its source",
    );
  }
}
