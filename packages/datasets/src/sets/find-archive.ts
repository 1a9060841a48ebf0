import { createHash } from "node:crypto";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { DataFileError } from "../data-file-error.js";
import { download, Unreachable } from "../download.js";
import { downloadView } from "../download-view.js";
import { readWhole } from "../files/read-whole.js";
import { isAddress, type SearchPlaces, searchPlaces } from "../search-places.js";
import { store } from "../store.js";

/** A published archive. */
export interface Archive {
  readonly name: string;
  /** It is not longer than this. */
  readonly limit: number;
  /** Left out where its home packs it anew now and then: its content is checked instead. */
  readonly checksum?: { readonly kind: "sha256" | "md5"; readonly hex: string };
  /** A smaller one of the same form, which a mirror may have in its place. */
  readonly sample?: string;
}

/** A data set in an archive, and where it is looked for. */
export interface ArchivedSet {
  readonly name: string;
  /** Of its folder in every place; a mirror may have its files outside of it as well. */
  readonly folder: string;
  readonly address: string;
  readonly archive: Archive;
  /** Why no sample of it ships. */
  readonly unshipped: string;
}

/** The bytes of an archive, and where they were found. */
export interface FoundArchive {
  readonly bytes: Uint8Array;
  readonly from: string;
  readonly sample: boolean;
}

/**
 * Looks for an archive in the cache, the system's package, the mirror and at its home, in this
 * order. What comes over the network is kept in the cache once its checksum is found right.
 *
 * @throws DataFileError when a place other than the cache holds something else; Unreachable when no
 *   place has it.
 */
export async function findArchive(
  set: ArchivedSet,
  { places = searchPlaces(set) }: { places?: SearchPlaces } = {},
): Promise<FoundArchive> {
  const { archive } = set;
  const { address } = places;
  const around = searchPlaces({ folder: ".", address }).mirror;
  const mirrors = places.mirror === undefined ? [] : [places.mirror, ...(around ? [around] : [])];
  const missed: string[] = [];
  const view = downloadView(set.name);
  try {
    for (const place of [places.cache, places.system, ...mirrors]) {
      const spare = mirrors.includes(place) && archive.sample ? [archive.sample] : [];
      for (const name of [archive.name, ...spare]) {
        const found = await attempt({ place, name }).catch(miss(place));
        if (found) {
          return found;
        }
      }
    }
    const found = await attempt({ place: address, name: archive.name }).catch(miss(address));
    if (found) {
      return found;
    }
  } finally {
    view.end();
  }
  throw nowhere(set, { missed, cache: places.cache });

  function miss(place: string) {
    return (error: Error): void => {
      if (!(error instanceof Unreachable || place === places.cache)) {
        throw error;
      }
      missed.push(error.message);
    };
  }

  async function attempt({ place, name }: { place: string; name: string }): Promise<FoundArchive> {
    const sample = name !== archive.name;
    const wanted = sample ? { name, limit: archive.limit } : archive;
    if (!isAddress(place)) {
      return { ...(await readInPlace(wanted, place)), sample };
    }
    const from = `${place.replace(/\/+$/, "")}/${name}`;
    const bytes = await download(from, { limit: archive.limit, progress: view.progress });
    checkSum(wanted, { bytes, from });
    await store(join(places.cache, name), bytes);
    return { bytes, from, sample };
  }
}

async function readInPlace(archive: Archive, folder: string) {
  const from = join(folder, archive.name);
  await stat(from).catch((error: Error) => {
    throw new Unreachable(`${from}: ${error.message.split(",")[0]}`, { cause: error });
  });
  const bytes = await readWhole(from, { limit: archive.limit });
  checkSum(archive, { bytes, from });
  return { bytes, from };
}

function checkSum(
  { checksum }: Archive,
  { bytes, from }: { bytes: Uint8Array; from: string },
): void {
  if (checksum === undefined) {
    return;
  }
  const hex = createHash(checksum.kind).update(bytes).digest("hex");
  if (hex !== checksum.hex) {
    throw new DataFileError(
      `Cannot use ${from}: its ${checksum.kind} must be ${checksum.hex}, got ${hex} ` +
        `(${bytes.length} bytes); fetch it anew from its source`,
    );
  }
}

function nowhere(
  { name, archive, unshipped }: ArchivedSet,
  { missed, cache }: { missed: readonly string[]; cache: string },
): Unreachable {
  const tried = missed.map((place) => `\n  ${place}`).join("");
  return new Unreachable(
    `Cannot load ${name}: no place has ${archive.name}, and ${unshipped}. Run this with a network, ` +
      `let ROSENBLATT_MIRROR name a folder or an address that has it, or put it into ${cache}. ` +
      `Looked for:${tried}`,
  );
}
