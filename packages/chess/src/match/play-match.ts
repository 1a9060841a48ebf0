import { generator, type PgnGame } from "@rosenblatt/datasets";
import { type Displayable, displayable, escapeHtml, live, timeLeftText } from "@rosenblatt/plots";
import type { Opponent } from "../search/opponent.js";
import { interruptible } from "./interruptible.js";
import { type PlayedGame, playGame } from "./play-game.js";
import { type MatchScore, matchScore } from "./score.js";

/** How a match is played. */
export interface ChessMatchOptions {
  /** How many games, an even number. */
  readonly games?: number;
  /** Games whose first moves are the openings: each is played twice, with both colours. */
  readonly openings: readonly Pick<PgnGame, "moves">[];
  /** How many moves of them, by both sides. */
  readonly plies?: number;
  /** After so many moves by both sides a game is stopped: see `playGame`. */
  readonly length?: number;
  /** Chooses the openings. */
  readonly seed?: number;
  /** Whether progress is shown. */
  readonly show?: boolean;
}

/** What came of a match, as its first player sees it; shows itself. */
export interface ChessMatch extends MatchScore, Displayable {
  readonly players: readonly [string, string];
  readonly games: readonly PlayedGame[];
  /** It was ended by an interrupt before all games were played. */
  readonly interrupted: boolean;
}

/**
 * Lets two players play a match: from each of many different openings of real games, once with each
 * colour. Ctrl-C and the kernel's interrupt end it after the game in hand, with the results so far.
 *
 * @example
 * const { games } = await chessGames({ games: 20 });
 * const [counts, blind] = [searchPlayer(materialJudge(), { depth: 1 }), randomPlayer()];
 * const match = await playMatch(counts, blind, { games: 4, openings: games, length: 60 });
 * match.score; // from 0 to 1
 * @throws RangeError for an odd number of games, for fewer openings than half of it, and when the
 *   match is interrupted before a game has ended.
 */
export async function playMatch(
  a: Opponent,
  b: Opponent,
  { games = 40, openings, plies = 8, length = 200, seed = 1, show = true }: ChessMatchOptions,
): Promise<ChessMatch> {
  const starts = chosen(openings, { count: games / 2, plies, seed });
  const played: PlayedGame[] = [];
  const points: number[] = [];
  const view = live();
  const begin = performance.now();
  const interrupted = await interruptible(async (signal) => {
    for (const opening of starts.flatMap((start) => [start, start])) {
      if (signal.aborted) return;
      const first = played.length % 2 === 0;
      const game = playGame(first ? { white: a, black: b } : { white: b, black: a }, {
        opening,
        length,
      });
      played.push(game);
      points.push(pointsOf(game, first));
      const left = ((performance.now() - begin) / played.length) * (games - played.length);
      if (show)
        view.update(() =>
          progressBundle(matchScore(points), { played: played.length, games, left }),
        );
      await new Promise(setImmediate);
    }
  });
  const score = matchScore(points);
  const match = { ...score, players: [a.name, b.name] as const, games: played, interrupted };
  const shown = displayable(match, () => matchBundle(match));
  if (show) view.end(shown);
  return shown;
}

/** The points of the first player. */
function pointsOf({ result }: PlayedGame, white: boolean): number {
  if (result === "1/2-1/2") return 0.5;
  return (result === "1-0") === white ? 1 : 0;
}

function chosen(
  openings: readonly Pick<PgnGame, "moves">[],
  { count, plies, seed }: { count: number; plies: number; seed: number },
): (readonly string[])[] {
  if (!(Number.isInteger(count) && count > 0)) {
    throw new RangeError(
      `Cannot play ${2 * count} games: it must be an even number above 0, for each opening is played ` +
        "with both colours",
    );
  }
  const long = openings.filter(({ moves }) => moves.length > plies);
  const different = new Map(
    long.map(({ moves }) => [moves.slice(0, plies).join(" "), moves.slice(0, plies)]),
  );
  const left = [...different.values()];
  if (left.length < count) {
    throw new RangeError(
      `Cannot play ${2 * count} games from ${left.length} different openings of ${plies} moves: it ` +
        "needs one for every two games; give more games as openings, or play fewer",
    );
  }
  const random = generator(seed);
  return Array.from(
    { length: count },
    () => left.splice(Math.floor(random() * left.length), 1)[0]!,
  );
}

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

function progressBundle(
  score: MatchScore,
  { played, games, left }: { played: number; games: number; left: number },
) {
  const text =
    `game ${played}/${games}, ${timeLeftText(left)}: ` +
    `+${score.wins} =${score.draws} −${score.losses}, ${percent(score.score)}`;
  const bar = `<progress max="${games}" value="${played}"></progress>`;
  return { "text/html": `<div>${bar} ${escapeHtml(text)}</div>`, "text/plain": text };
}

function matchBundle(match: Omit<ChessMatch, keyof Displayable>) {
  const [a, b] = match.players;
  const rating = (value: number) =>
    Number.isFinite(value) ? `${value > 0 ? "+" : ""}${Math.round(value)}` : value > 0 ? "∞" : "−∞";
  const [low, high] = match.interval;
  const [less, more] = match.eloInterval;
  const rows = [
    ["games", `${match.games.length}${match.interrupted ? ", then interrupted" : ""}`],
    ["won, drawn, lost", `${match.wins}, ${match.draws}, ${match.losses}`],
    ["score", `${percent(match.score)} (95 %: ${percent(low)} to ${percent(high)})`],
    ["Elo difference", `${rating(match.elo)} (95 %: ${rating(less)} to ${rating(more)})`],
  ] as const;
  const title = `${a} against ${b}`;
  const html = rows
    .map(
      ([name, value]) =>
        `<tr><th style="text-align:left">${name}</th><td style="text-align:left">${value}</td></tr>`,
    )
    .join("");
  return {
    "text/html": `<b>${escapeHtml(title)}</b><table>${html}</table>`,
    "text/plain": [title, ...rows.map(([name, value]) => `  ${name}: ${value}`)].join("\n"),
  };
}
