import type { BrokenGame, ParsedGames } from "@rosenblatt/datasets";
import { replay } from "./replay.js";

/**
 * The games whose moves are all legal; the others join those that are broken.
 *
 * @example
 * const { broken } = legalGames(parsePgn("1. e4 e5 2. Ke3 *"));
 * broken[0]!.why.slice(0, 15); // "Cannot play Ke3"
 */
export function legalGames({ games, broken }: ParsedGames): ParsedGames {
  const wrong: BrokenGame[] = [];
  const left = new Set(broken.map(({ number }) => number));
  let number = 0;
  const legal = games.filter((game) => {
    do number += 1;
    while (left.has(number));
    try {
      for (const _ of replay(game));
      return true;
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      wrong.push({ number, line: game.at, why: error.message });
      return false;
    }
  });
  return { games: legal, broken: [...broken, ...wrong] };
}
