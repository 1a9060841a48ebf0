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

/** Of a normal distribution, 95 % lie within so many standard deviations. */
const z = 1.959963984540054;

/**
 * The score of games that were played in pairs, each pair from one opening with both colours: points
 * are 0, 0.5 or 1. The two games of a pair are alike, so that the interval counts pairs; a last game
 * alone counts as one.
 *
 * The interval is that of A. Agresti and B. A. Coull, Approximate is better than "exact" for interval
 * estimation of binomial proportions, The American Statistician 52 (1998): the mean and its standard
 * error with z² pairs more, half of them won and half lost. Theirs is for shares of successes, and
 * with pairs that are won or lost ours is the same. What was added keeps it wide when all pairs ended
 * alike: they have no spread, but few of them prove little.
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
  const interval = intervalOf(pairs);
  return {
    ...{ wins: of(1), draws: of(0.5), losses: of(0) },
    score,
    interval,
    elo: elo(score),
    eloInterval: [elo(interval[0]), elo(interval[1])],
  };
}

function intervalOf(pairs: readonly number[]): readonly [low: number, high: number] {
  const added = z ** 2 / 2;
  const count = pairs.length + 2 * added;
  const sum = (of: (pair: number) => number) =>
    pairs.reduce((total, pair) => total + of(pair), added * (of(0) + of(1)));
  const middle = sum((pair) => pair) / count;
  const error = Math.sqrt(sum((pair) => (pair - middle) ** 2)) / count;
  return [Math.max(0, middle - z * error), Math.min(1, middle + z * error)];
}

/** A. Elo, The Rating of Chessplayers (1978), in its logistic form. */
function elo(score: number): number {
  return score <= 0 ? -Infinity : score >= 1 ? Infinity : -400 * Math.log10(1 / score - 1);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
