import { DataFileError } from "../data-file-error.js";
import type { BrokenGame, GameResult, PgnGame, PgnLine } from "./pgn-game.js";

/** The games of a file, and those of its games that are broken. */
export interface ParsedGames {
  readonly games: readonly PgnGame[];
  readonly broken: readonly BrokenGame[];
}

/**
 * The games of a text in Portable Game Notation: headers, moves, comments, variations and results.
 * A game that is broken is left out and told of in `broken`; reading goes on with the next line
 * that begins with a header behind an empty line.
 * Source: S. J. Edwards, Portable Game Notation Specification and Implementation Guide (1994).
 *
 * @example
 * const { games } = parsePgn('[White "Morphy"]\n\n1. e4 e5 2. Nf3 {attacks} d6 (2... Nc6) 1-0');
 * games[0]!.moves; // ["e4", "e5", "Nf3", "d6"]
 * games[0]!.result; // "1-0"
 */
export function parsePgn(text: string): ParsedGames {
  const games: PgnGame[] = [];
  const broken: BrokenGame[] = [];
  const reader = new Reader(text);
  while (reader.skipSpace()) {
    try {
      games.push(reader.game());
    } catch (error) {
      if (!(error instanceof DataFileError)) throw error;
      const number = games.length + broken.length + 1;
      broken.push({ number, line: reader.line, why: error.message });
      reader.toNextGame();
    }
  }
  return { games, broken };
}

const token = {
  space: /\s+/y,
  header: /\[\s*(\w+)\s+"((?:[^"\\\n]|\\.)*)"\s*\]/y,
  comment: /\{([^}]*)\}|;([^\n]*)/y,
  /** A line that begins with a percent sign is for programs only. */
  escape: /%[^\n]*/y,
  result: /(1-0|0-1|1\/2-1\/2|½-½|\*)(?![\w-])/y,
  /** Of a move; zeros may also be castling. */
  number: /(?!0-0)\d+\s*\.*|\.+/y,
  /** Also that a pawn was taken in passing, as some programs write behind the move. */
  quality: /\$\d+|[!?]+|e\.p\./y,
  /** Two dashes pass, in variations that ask what is threatened. */
  move: /([a-hKQRBNOP0-][\w=\-+#/]*)/y,
} as const;

const results: readonly GameResult[] = ["1-0", "0-1", "1/2-1/2", "*"];

interface OpenLine extends PgnLine {
  readonly moves: string[];
  readonly comments: { after: number; text: string }[];
  readonly variations: { instead: number; line: PgnLine }[];
}

class Reader {
  readonly #text: string;
  /** Moves are few, and games many: equal texts are kept once. */
  readonly #known = new Map<string, string>();
  #at = 0;
  #line = 1;
  #counted = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** The line of the place that was reached, from 1. */
  get line(): number {
    for (let at = this.#counted; ; ) {
      const end = this.#text.indexOf("\n", at);
      if (end < 0 || end >= this.#at) break;
      this.#line += 1;
      this.#counted = at = end + 1;
    }
    return this.#line;
  }

  /** Whether something follows. */
  skipSpace(): boolean {
    this.#take(token.space);
    return this.#at < this.#text.length;
  }

  game(): PgnGame {
    const at = this.line;
    const headers = this.#headers();
    const { line, result } = this.#moves();
    return { headers, ...line, result: result ?? resultOf(headers), at };
  }

  toNextGame(): void {
    const next = this.#text.indexOf("\n[", this.#at);
    const gap = /\n\s*\n\[/g;
    gap.lastIndex = this.#at;
    const found = gap.exec(this.#text);
    this.#at = next < 0 || !found ? this.#text.length : found.index + found[0].length - 1;
  }

  #headers(): Record<string, string> {
    const headers: Record<string, string> = {};
    while (this.skipSpace() && this.#text[this.#at] === "[") {
      const found = this.#take(token.header);
      if (!found) {
        const [shown] = this.#text.slice(this.#at, this.#at + 60).split("\n");
        throw new DataFileError(`a header needs the form [Name "value"], got ${shown}`);
      }
      headers[found[1]!] = found[2]!.replace(/\\(.)/g, "$1");
    }
    return headers;
  }

  /** The moves up to the result, the next game's headers or the end. */
  #moves(): { line: PgnLine; result: GameResult | undefined } {
    const open: OpenLine[] = [emptyLine()];
    while (this.skipSpace()) {
      const line = open.at(-1)!;
      const result = resultNamed(this.#take(token.result)?.[1]);
      if (result !== undefined && open.length === 1) return { line: open[0]!, result };
      if (result !== undefined) continue;
      const next = this.#text[this.#at];
      if (next === "[") break;
      if (next === "(") this.#opened(open);
      else if (next === ")") this.#closed(open);
      else this.#word(line);
    }
    if (open.length > 1) {
      // Back behind the game's own text, so that the header reached is left for the next game.
      this.#at = this.#text.slice(0, this.#at).trimEnd().length;
      throw new DataFileError("a variation is not closed; it needs a )");
    }
    return { line: open[0]!, result: undefined };
  }

  #opened(open: OpenLine[]): void {
    const line = open.at(-1)!;
    if (line.moves.length === 0) {
      throw new DataFileError("a variation needs a move before it, instead of which it is played");
    }
    const inner = emptyLine();
    line.variations.push({ instead: line.moves.length - 1, line: inner });
    open.push(inner);
    this.#at += 1;
  }

  #closed(open: OpenLine[]): void {
    if (open.length === 1) throw new DataFileError("a variation is closed, and none is open");
    open.pop();
    this.#at += 1;
  }

  #word(line: OpenLine): void {
    const comment = this.#take(token.comment);
    if (comment) {
      const text = (comment[1] ?? comment[2])!.replace(/\s+/g, " ").trim();
      line.comments.push({ after: line.moves.length, text });
      return;
    }
    if (this.#take(token.quality) || this.#take(token.number) || this.#take(token.escape)) return;
    const move = this.#take(token.move)?.[1];
    if (move === undefined) {
      const what = this.#text[this.#at]!;
      const cure = what === "{" ? "a comment is not closed; it needs a }" : "a move was expected";
      throw new DataFileError(`${cure}, got ${JSON.stringify(this.#text.substr(this.#at, 12))}`);
    }
    line.moves.push(this.#once(move));
  }

  #once(text: string): string {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    this.#known.set(text, text);
    return text;
  }

  #take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text);
    if (found) this.#at += found[0].length;
    return found;
  }
}

function emptyLine(): OpenLine {
  return { moves: [], comments: [], variations: [] };
}

function resultOf({ Result }: Readonly<Record<string, string>>): GameResult {
  return resultNamed(Result) ?? "*";
}

/** A result, by whichever sign it is written. */
function resultNamed(text: string | undefined): GameResult | undefined {
  if (text === "½-½") return "1/2-1/2";
  return results.find((result) => result === text);
}
