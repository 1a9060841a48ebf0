import type { Judge } from "../judge/judge.js";
import { textbookValues } from "../judge/material.js";
import type { Move } from "../rules/move.js";
import type { Position } from "../rules/position.js";

/** Which of a position's quiet moves are looked at first: more for earlier. */
export type MoveOrder = (position: Position) => (move: Move) => number;

/** How to look ahead. */
export interface SearchOptions {
  readonly judge: Judge;
  /** How many moves, by both sides together, are looked ahead before only captures are. */
  readonly depth?: number;
  /**
   * Which moves are looked at first, behind captures: it changes how many positions are searched and
   * not how good the best move is. It is asked about each position from which moves are looked ahead.
   */
  readonly order?: MoveOrder;
}

/** What a search found. */
export interface Found {
  readonly move: Move;
  /** How good it is for the side to move, in the judge's measure; a mate is beyond 1,000,000. */
  readonly score: number;
}

/** What a search found, and what it took. */
export interface SearchResult {
  /** The best move, and those that are exactly as good, first looked at first. */
  readonly best: readonly Found[];
  /** How many positions were looked at. */
  readonly nodes: number;
}

/** A mate in `n` moves is worth this less `n`. */
const mateScore = 1_000_000 + 1000;

/**
 * Looks ahead by alpha-beta (Knuth and Moore, 1975): finds what minimax finds, and leaves out what
 * cannot matter. Where the depth ends, the side to move may capture on, promote, or stop and be
 * judged; a side in check looks one move further. A position that stands for the third time is
 * equal.
 *
 * @example
 * const position = new Position("6k1/5ppp/8/8/8/8/8/R6K w - - 0 1");
 * const { best } = bestMoves(position, { judge: materialJudge(), depth: 1 });
 * position.san(best[0]!.move); // "Ra8#"
 * @throws RangeError when the game is over, or unless `depth` is a whole number above 0.
 */
export function bestMoves(
  position: Position,
  { judge, depth = 2, order = asGenerated }: SearchOptions,
): SearchResult {
  if (!(Number.isInteger(depth) && depth > 0)) {
    throw new RangeError(`Cannot look ${depth} moves ahead: it must be a whole number above 0`);
  }
  const moves = position.moves();
  if (moves.length === 0) {
    throw new RangeError(`Cannot look ahead: the game is over in ${position.fen}`);
  }
  const tree = new Tree(position, judge, order);
  const best: Found[] = [];
  for (const move of sorted(moves, order(position))) {
    const least = best[0]?.score ?? -Infinity;
    // A little below the best, so that equal moves are told from those that are only not better.
    const score = -position.after(move, () => tree.score(depth - 1, -Infinity, -least + tiny, 1))!;
    if (score > least) best.length = 0;
    if (score >= least) best.push({ move, score });
  }
  return { best, nodes: tree.nodes };
}

const tiny = 1e-9;

class Tree {
  nodes = 0;
  readonly #position: Position;
  readonly #judge: Judge;
  readonly #order: MoveOrder;

  constructor(position: Position, judge: Judge, order: MoveOrder) {
    this.#position = position;
    this.#judge = judge;
    this.#order = order;
  }

  // Numbers one by one, since an object for every position would take longer than many a judge.
  /** The score for the side to move; exact between `alpha` and `beta`, else a bound beyond them. */
  score(depth: number, alpha: number, beta: number, ply: number): number {
    const position = this.#position;
    const { check, repetitions } = position;
    if (repetitions >= 2) return 0;
    if (depth <= 0 && !check) return this.#quiet(alpha, beta);
    this.nodes += 1;
    let best = -Infinity;
    const order = depth > 0 ? this.#order : asGenerated;
    for (const move of sorted(position.pseudoMoves(), order(position))) {
      const least = Math.max(alpha, best);
      const score = position.after(move, () => -this.score(depth - 1, -beta, -least, ply + 1));
      if (score !== undefined && score > best) best = score;
      if (best >= beta) return best;
    }
    if (best > -Infinity) return best;
    return check ? ply - mateScore : 0;
  }

  /** The score when only captures and promotions go on, which nobody has to make. */
  #quiet(alpha: number, beta: number): number {
    this.nodes += 1;
    const position = this.#position;
    let best = this.#judge.score(position);
    if (best >= beta) return best;
    for (const move of sorted(position.pseudoMoves().filter(isLoud), equal)) {
      const least = Math.max(alpha, best);
      const score = position.after(move, () => -this.#quiet(-beta, -least));
      if (score !== undefined && score > best) best = score;
      if (best >= beta) return best;
    }
    return best;
  }
}

function isLoud({ captured, promotion }: Move): boolean {
  return captured !== undefined || promotion === "q";
}

/** The dearest captures by the cheapest pieces first. */
function loudness({ captured, promotion, piece }: Move): number {
  const won = (captured ? 10 * textbookValues[captured] : 0) + (promotion === "q" ? 90 : 0);
  return won > 0 ? 1000 + won - textbookValues[piece] : 0;
}

const equal = () => 0;
const asGenerated: MoveOrder = () => equal;

function sorted(moves: readonly Move[], order: (move: Move) => number): Move[] {
  if (moves.length < 2) return [...moves];
  return moves
    .map((move) => ({ move, loud: loudness(move), first: order(move) }))
    .sort((a, b) => b.loud - a.loud || b.first - a.first)
    .map(({ move }) => move);
}
