import { ready } from "@rosenblatt/engine";
import {
  bundleOf,
  type Displayable,
  type Drawing,
  displayable,
  drawing,
  drawings,
  type PenMove,
} from "@rosenblatt/plots";
import { zipEntries } from "../archive/zip.js";
import { DataFileError } from "../data-file-error.js";
import type { SearchPlaces } from "../search-places.js";
import { type Archive, findArchive } from "../sets/find-archive.js";

const archives = {
  small1: {
    name: "strokes_background_small1.zip",
    limit: 8e6,
    checksum: {
      kind: "sha256",
      hex: "8cb3960fb6cf4ccf5f064ad83169f828c36c36782a0f6e7faacb7ecfae4468a2",
    },
  },
  small2: {
    name: "strokes_background_small2.zip",
    limit: 8e6,
    checksum: {
      kind: "sha256",
      hex: "345bf2141efbea062833dbb2828abbc23d9e07825e46f2afdd4daecddfed6e78",
    },
  },
} as const satisfies Record<string, Archive>;

const source = "https://github.com/brendenlake/omniglot";

/** Drawings to train and to test with, and where they come from; shows some. */
export interface Drawings extends DrawingParts, Displayable {
  readonly name: string;
  /** What moves were divided by: their root mean square, in pixels of 105 a side. */
  readonly unit: number;
  readonly licence: string;
  readonly source: string;
  readonly citation: string;
}

export interface OmniglotStrokesOptions {
  /** One of the two small sets of 5 alphabets. */
  readonly part?: keyof typeof archives;
  /** Only this alphabet, such as `"Latin"`. */
  readonly alphabet?: string;
  /** The share of the 20 people whose drawings are kept for testing. */
  readonly test?: number;
}

/**
 * Omniglot's strokes: characters as 20 people drew them, move by move, at the scale at which moves
 * to train with have a root mean square of 1. MIT, Brenden Lake.
 *
 * @example const data = await omniglotStrokes({ alphabet: "Latin" });
 * @throws Unreachable when it is nowhere to be had; DataFileError when a copy is not as published;
 *   RangeError for an alphabet that is not in it, or unless 0 <= test < 1.
 */
export async function omniglotStrokes(
  { part = "small1", alphabet, test = 0.2 }: OmniglotStrokesOptions = {},
  options: { places?: SearchPlaces } = {},
): Promise<Drawings> {
  if (!(test >= 0 && test < 1)) {
    throw new RangeError(`Cannot keep ${test} of the people for testing: from 0 to below 1`);
  }
  await ready();
  const set = {
    name: "Omniglot's strokes",
    folder: "omniglot",
    address: "https://raw.githubusercontent.com/brendenlake/omniglot/master/python",
    archive: archives[part],
    unshipped: "no sample of it ships",
  };
  const { bytes, from } = await findArchive(set, options);
  const all = drawnIn(bytes, { from, alphabet });
  const people = 20 - Math.round(20 * test);
  const [own, others] = [true, false].map((trained) =>
    all.filter(({ person }) => person <= people === trained),
  ) as [Drawn[], Drawn[]];
  const unit = rootMeanSquare(own);
  const scaled = ({ name, moves }: Drawn) =>
    drawing(
      name,
      moves.map(([dx, dy, lifted]): PenMove => [dx / unit, dy / unit, lifted]),
    );
  const citation =
    "B. M. Lake, R. Salakhutdinov, J. B. Tenenbaum, Human-level concept learning through probabilistic program induction, Science 350, 2015";
  const facts = { name: "Omniglot's strokes", unit, licence: "MIT", source, citation };
  return displayable({ ...facts, train: own.map(scaled), test: others.map(scaled) }, shown);
}

/** Drawings to train with, and by other people to test with. */
export interface DrawingParts {
  readonly train: readonly Drawing[];
  readonly test: readonly Drawing[];
}

interface Drawn {
  readonly name: string;
  readonly person: number;
  readonly moves: readonly PenMove[];
}

function drawnIn(
  bytes: Uint8Array,
  { from, alphabet }: { from: string; alphabet: string | undefined },
): Drawn[] {
  const files = zipEntries(bytes, { name: from, limit: 64e6 }).flatMap(({ path, read }) => {
    const found = /([^/]+)\/(character\d+)\/\d+_(\d+)\.txt$/.exec(path);
    return found && !path.startsWith("__MACOSX/")
      ? [{ path, read, script: found[1]!, character: found[2]!, person: Number(found[3]) }]
      : [];
  });
  const scripts = [...new Set(files.map(({ script }) => script))].sort();
  if (files.length === 0) {
    throw new DataFileError(`Cannot use ${from}: it has no drawings; fetch it from ${source}`);
  }
  if (alphabet !== undefined && !scripts.includes(alphabet)) {
    throw new RangeError(`Cannot take the alphabet ${alphabet}: there are ${scripts.join(", ")}`);
  }
  return files
    .filter(({ script }) => alphabet === undefined || script === alphabet)
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map(({ path, read, script, character, person }) => ({
      name: `${script} ${character}`,
      person,
      moves: movesOf(Buffer.from(read()).toString("latin1"), `${path} in ${from}`),
    }));
}

/** `START`, then a line `x,y,t` for each point, y upwards, and `BREAK` behind each stroke. */
export function movesOf(text: string, name: string): PenMove[] {
  const lines = text.trimEnd().split(/\r?\n/);
  if (lines[0] !== "START" || lines.at(-1) !== "BREAK") {
    throw new DataFileError(`Cannot read ${name}: it must go from START to BREAK`);
  }
  let before: readonly [number, number] | undefined;
  return lines.slice(1).flatMap((line, i): PenMove[] => {
    if (line === "BREAK") return [];
    const [x, y, time, ...more] = line.split(",").map((cell) => Number(cell || Number.NaN));
    if (![x, y, time].every(Number.isFinite) || more.length > 0) {
      throw new DataFileError(
        `Cannot read ${name}: line ${i + 2} must be x,y,t or BREAK, got ${line.slice(0, 40)}`,
      );
    }
    const [fromX, fromY] = before ?? [x!, y!];
    before = [x!, y!];
    return [[x! - fromX, fromY - y!, lines[i + 2] === "BREAK" ? 1 : 0]];
  });
}

function rootMeanSquare(drawn: readonly Drawn[]): number {
  let [sum, count] = [0, 0];
  for (const { moves } of drawn) {
    for (const [dx, dy] of moves) sum += dx * dx + dy * dy;
    count += 2 * moves.length;
  }
  return Math.sqrt(sum / count);
}

function shown({ name, train, test, licence }: Omit<Drawings, keyof Displayable>) {
  const count = (n: number) => n.toLocaleString("en");
  const title = `${name}: ${count(train.length)} drawings to train, ${count(test.length)} to test; ${licence}`;
  const step = Math.max(1, Math.floor(train.length / 24));
  const some = Array.from({ length: Math.min(24, train.length) }, (_, i) => train[i * step]!);
  return some.length === 0 ? { "text/plain": title } : bundleOf(drawings(some, { title }));
}
