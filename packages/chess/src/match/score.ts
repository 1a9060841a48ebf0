/** How a match ended for its first player. */
export interface MatchScore {
  readonly wins: number;
  readonly draws: number;
  readonly losses: number;
  /** Points a game, from 0 to 1; a draw is half a point. */
  readonly score: number;
  /** Where the score lies with 95 % confidence. */
  readonly interval: readonly [low: number, high: number];
  /** How much better it plays, in Elo's measure, and where that lies. */
  readonly elo: number;
  readonly eloInterval: readonly [low: number, high: number];
}

/**
 * The score of games that were played in pairs, each pair from one opening with both colours: points
 * are 0, 0.5 or 1. The two games of a pair are alike, so that the interval counts pairs: the mean's
 * standard error times 1.96.
 *
 * @throws RangeError when there is no game.
 */
export function matchScore(points: readonly number[]): MatchScore {
  if (points.length === 0) throw new RangeError("Cannot score a match: no game has ended");
  const of = (wanted: number) => points.filter((point) => point === wanted).length;
  const score = mean(points);
  const pairs = Array.from({ length: Math.ceil(points.length / 2) }, (_, i) =>
    mean(points.slice(2 * i, 2 * i + 2)),
  );
  const spread = pairs.reduce((sum, pair) => sum + (pair - score) ** 2, 0);
  const error = pairs.length > 1 ? Math.sqrt(spread / (pairs.length - 1) / pairs.length) : 0.5;
  const interval = [Math.max(0, score - 1.96 * error), Math.min(1, score + 1.96 * error)] as const;
  return {
    ...{ wins: of(1), draws: of(0.5), losses: of(0) },
    score,
    interval,
    elo: elo(score),
    eloInterval: [elo(interval[0]), elo(interval[1])],
  };
}

/** A. Elo, The Rating of Chessplayers (1978), in its logistic form. */
function elo(score: number): number {
  return score <= 0 ? -Infinity : score >= 1 ? Infinity : -400 * Math.log10(1 / score - 1);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
