import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { tarEntries } from "../archive/tar.js";
import { DataFileError } from "../data-file-error.js";
import { samplesFolder } from "../samples-folder.js";
import type { SearchPlaces } from "../search-places.js";
import { type ArchivedSet, findArchive } from "../sets/find-archive.js";
import { unzipped } from "../unzipped.js";
import { parsePgn } from "./parse-pgn.js";
import { type ChessGames, chessGamesOf, decoded } from "./pgn.js";

/** How much of the collection is read. */
export interface ChessGamesOptions {
  /** All 145,716 games, of which 26 MB are fetched, once; else the 5,000 that ship. */
  readonly whole?: boolean;
  /** At most so many. */
  readonly games?: number;
}

const facts = {
  name: "Chess games",
  licence: "public domain",
  source: "https://tracker.debian.org/pkg/gnuchess-book",
};

const collection: ArchivedSet = {
  name: facts.name,
  folder: "gnuchess-book",
  address: "https://deb.debian.org/debian/pool/main/g/gnuchess-book",
  archive: {
    name: "gnuchess-book_1.02.orig.tar.gz",
    limit: 30e6,
    checksum: {
      kind: "sha256",
      hex: "d673ffa6986a3beca27cc23ef126ea0a73f1098762e3ccd00f791c096f2bfb48",
    },
  },
  unshipped: "no more than 5,000 games ship, which chessGames() reads",
};

const limit = 90e6;

/**
 * Games of masters, from the opening book of GNU Chess. 5,000 ship: all have a result, and both
 * players are world champions, their challengers, or others of that strength. They come in an
 * order by chance, so the first of them are like all.
 *
 * @example
 * const { games } = await chessGames({ games: 100 });
 * games[0]!.result; // "1-0"
 * @throws Unreachable when the whole is nowhere to be had; DataFileError when a copy is broken.
 */
export async function chessGames(
  { whole = false, games = Infinity }: ChessGamesOptions = {},
  options: { places?: SearchPlaces } = {},
): Promise<ChessGames> {
  const parsed = parsePgn(whole ? await wholeText(options) : await sampleText());
  return chessGamesOf({ ...parsed, games: parsed.games.slice(0, games) }, facts);
}

async function sampleText(): Promise<string> {
  const path = join(samplesFolder, "chess-games.pgn.gz");
  return decoded(await unzipped(await readFile(path), { limit, name: path }));
}

async function wholeText(options: { places?: SearchPlaces }): Promise<string> {
  const { bytes, from } = await findArchive(collection, options);
  const archive = await unzipped(bytes, { limit, name: from });
  const file = tarEntries(archive, { name: from, limit }).find(({ path }) => path.endsWith(".pgn"));
  if (!file) throw new DataFileError(`Cannot read ${from}: it has no .pgn file`);
  return decoded(file.read());
}
