import { generator, type PgnGame } from "@rosenblatt/datasets";
import type { Move } from "../rules/move.js";
import type { Position } from "../rules/position.js";
import { boardPlanes, boardShape } from "./board-planes.js";
import { replay } from "./replay.js";

/** Which positions of games become examples. */
export interface SamplingOptions {
  /** At most so many positions of a game, at random. */
  readonly perGame?: number;
  /** Moves, by both sides, at the beginning of each game whose positions are left out. */
  readonly from?: number;
  /** The share of the games, and so of their positions, that is kept for testing. */
  readonly test?: number;
  /** Chooses games and positions. */
  readonly seed?: number;
}

/** Positions as networks see them, each with a label. */
export interface Labelled {
  readonly inputs: Uint8Array;
  readonly labels: Int32Array;
}

/** What makes a position of a game an example. */
export interface Labelling {
  /** The class of a position in which `move` was made; nothing for one that is no example. */
  label(position: Position, found: { move: Move; game: PgnGame }): number | undefined;
}

/**
 * Random positions of games. Each game's are either all to train or all to test with, for they are
 * alike and have one result.
 *
 * @throws RangeError for options out of their range, for a move that is not legal, and where nothing
 *   is left to train with.
 */
export function sampled(
  games: readonly PgnGame[],
  { perGame, from, test, seed, label }: Required<SamplingOptions> & Labelling,
): { train: Labelled; test: Labelled } {
  check({ perGame, from, test });
  const random = generator(seed);
  const parts = { train: [] as Found[], test: [] as Found[] };
  for (const game of games) {
    const part = random() < test ? parts.test : parts.train;
    const found = examplesOf(game, { from, label });
    for (let n = 0; n < perGame && found.length > 0; n += 1) {
      part.push(...found.splice(Math.floor(random() * found.length), 1));
    }
  }
  if (parts.train.length === 0) {
    throw new RangeError(
      `Cannot make examples of ${games.length} games: none is left to train with; take more games, ` +
        "or fewer for testing",
    );
  }
  return { train: joined(parts.train), test: joined(parts.test) };
}

interface Found {
  readonly planes: Uint8Array;
  readonly label: number;
}

function examplesOf(
  game: PgnGame,
  { from, label }: Pick<Required<SamplingOptions>, "from"> & Labelling,
): Found[] {
  const found: Found[] = [];
  for (const { position, next } of replay(game)) {
    if (!next || position.played.length < from) continue;
    const number = label(position, { move: next, game });
    if (number !== undefined) found.push({ planes: boardPlanes(position), label: number });
  }
  return found;
}

function joined(found: readonly Found[]): Labelled {
  const size = boardShape[0] * boardShape[1] * boardShape[2];
  const inputs = new Uint8Array(new SharedArrayBuffer(found.length * size));
  for (const [i, { planes }] of found.entries()) inputs.set(planes, i * size);
  return { inputs, labels: Int32Array.from(found, ({ label }) => label) };
}

function check({ perGame, from, test }: { perGame: number; from: number; test: number }): void {
  if (!(Number.isInteger(perGame) && perGame > 0)) {
    throw new RangeError(
      `Cannot take ${perGame} positions of a game: it must be a whole number above 0`,
    );
  }
  if (!(from >= 0)) throw new RangeError(`Cannot begin at move ${from}: it must be from 0 on`);
  if (!(test >= 0 && test < 1)) {
    throw new RangeError(
      `Cannot keep ${test} of the games for testing: it must be from 0 to below 1`,
    );
  }
}
