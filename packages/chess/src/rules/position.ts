import { Chess } from "chess.js";
import { castling, type Move, type PieceLetter, type Side, uci } from "./move.js";

/** Why a game is over. */
export type GameEnd = "checkmate" | "stalemate" | "repetition" | "fifty moves" | "material";

/** A piece on its square. */
export interface PlacedPiece {
  readonly type: PieceLetter;
  readonly color: Side;
}

/**
 * The parts of chess.js that its public methods are made of. These wrap every move in an object
 * with two FENs, which takes 70 µs; the parts take 1. The version of chess.js is pinned exactly,
 * and the tests hold them to the published counts of legal moves.
 */
interface Rules {
  readonly _board: readonly (PlacedPiece | undefined)[];
  readonly _turn: Side;
  readonly _castling: Readonly<Record<Side, number>>;
  readonly _epSquare: number;
  readonly _hash: bigint;
  _moves(options?: { legal?: boolean; piece?: PieceLetter | undefined }): Move[];
  _makeMove(move: Move): void;
  _undoMove(): Move | null;
  _moveToSan(move: Move, moves: readonly Move[]): string;
  _isKingAttacked(side: Side): boolean;
  _incPositionCount(): void;
  _decPositionCount(hash: bigint): void;
  _getPositionCount(hash: bigint): number;
}

/**
 * A position in a game, which moves change; the rules are chess.js's.
 *
 * @example
 * const position = new Position();
 * position.play("e4");
 * position.play("c7c5");
 * position.fen; // "rnbqkbnr/pp1ppppp/8/2p5/4P3/8/PPPP1PPP/RNBQKBNR w KQkq - 0 2"
 * @throws RangeError for a text that is no position.
 */
export class Position {
  readonly #chess: Chess;
  readonly #rules: Rules;
  /** The moves that led here. */
  readonly #played: Move[] = [];

  constructor(fen?: string) {
    try {
      this.#chess = new Chess(fen);
    } catch (error) {
      throw new RangeError(
        `Cannot set up ${JSON.stringify(fen)}: ${(error as Error).message}; it needs a FEN, such ` +
          `as "${new Chess().fen()}"`,
        { cause: error },
      );
    }
    this.#rules = this.#chess as unknown as Rules;
  }

  get fen(): string {
    return this.#chess.fen();
  }

  /** Who is to move. */
  get turn(): Side {
    return this.#rules._turn;
  }

  /** Whether the side to move is in check. */
  get check(): boolean {
    return this.#rules._isKingAttacked(this.turn);
  }

  /** Moves made here since it was set up, by both sides. */
  get played(): readonly Move[] {
    return this.#played;
  }

  /** The pieces by the numbers of their squares: see `Move`. */
  get pieces(): readonly (PlacedPiece | undefined)[] {
    return this.#rules._board;
  }

  /** The square on which a pawn may be captured en passant; -1 for none. */
  get enPassant(): number {
    return this.#rules._epSquare;
  }

  /** How often this position has stood on the board, now included. */
  get repetitions(): number {
    return this.#rules._getPositionCount(this.#rules._hash);
  }

  /** Whether a side may still castle to the king's or the queen's side, if nothing is in between. */
  mayCastle(side: Side, wing: keyof typeof castling): boolean {
    return (this.#rules._castling[side] & castling[wing]) !== 0;
  }

  /** All legal moves. */
  moves(): Move[] {
    return this.#rules._moves();
  }

  /** Moves by the pieces' ways, some of which may leave the own king in check. */
  pseudoMoves(): Move[] {
    return this.#rules._moves({ legal: false });
  }

  /**
   * Makes a legal move, given as such or by its name: `Nf3`, `e7e8q`.
   *
   * @throws RangeError for a name that is no legal move here.
   */
  play(move: Move | string): Move {
    const found = typeof move === "string" ? this.named(move) : move;
    this.#rules._makeMove(found);
    this.#rules._incPositionCount();
    this.#played.push(found);
    return found;
  }

  /** Takes the last move back; gives it, or nothing at the beginning. */
  undo(): Move | undefined {
    const move = this.#played.pop();
    if (move) {
      this.#rules._decPositionCount(this.#rules._hash);
      this.#rules._undoMove();
    }
    return move;
  }

  /**
   * Makes a pseudo-legal move while `inside` looks at what comes of it, and takes it back. Gives
   * what `inside` gives; nothing where the move is not legal. Does not count as repetition.
   */
  after<T>(move: Move, inside: () => T): T | undefined {
    this.#rules._makeMove(move);
    try {
      return this.#rules._isKingAttacked(move.color) ? undefined : inside();
    } finally {
      this.#rules._undoMove();
    }
  }

  /** A move in standard algebraic notation: `Nf3`, `exd8=Q#`. */
  san(move: Move): string {
    return this.#rules._moveToSan(move, this.moves());
  }

  /**
   * The legal move of this name, in standard algebraic notation or as `uci` has it.
   *
   * @throws RangeError when there is none, or more than one.
   */
  named(name: string): Move {
    const found = this.#candidates(name).filter((move) => this.after(move, () => true));
    if (found.length === 1) return found[0]!;
    const why = found.length > 1 ? "several pieces may do that" : this.#whyNot(name);
    throw new RangeError(`Cannot play ${name} in ${this.fen}: ${why}`);
  }

  /** How the game has ended, by the rules; nothing while it goes on. */
  get end(): GameEnd | undefined {
    if (this.moves().length === 0) return this.check ? "checkmate" : "stalemate";
    if (this.#chess.isInsufficientMaterial()) return "material";
    if (this.repetitions >= 3) return "repetition";
    return this.#chess.isDrawByFiftyMoves() ? "fifty moves" : undefined;
  }

  #candidates(name: string): Move[] {
    if (/^[a-h][1-8][a-h][1-8][nbrq]?$/.test(name)) {
      return this.pseudoMoves().filter((move) => uci(move) === name);
    }
    const [, wing] = /^[O0]-[O0](-[O0])?[+#!?]*$/.exec(name) ?? [undefined, false];
    if (wing !== false) {
      const flag = wing === undefined ? castling.king : castling.queen;
      return this.#rules._moves({ legal: false, piece: "k" }).filter(({ flags }) => flags & flag);
    }
    const [, letter = "P", file = "", rank = "", to, promotion = ""] = sanForm.exec(name) ?? [];
    if (to === undefined) return [];
    const piece = letter.toLowerCase() as PieceLetter;
    return this.#rules._moves({ legal: false, piece }).filter((move) => {
      const named = uci(move);
      return (
        named.slice(2, 4) === to &&
        (file === "" || named[0] === file) &&
        (rank === "" || named[1] === rank) &&
        (move.promotion ?? "") === promotion.toLowerCase()
      );
    });
  }

  #whyNot(name: string): string {
    const known = /^[a-h][1-8][a-h][1-8][nbrq]?$|^[O0]-[O0](-[O0])?[+#!?]*$/.test(name);
    if (!known && !sanForm.test(name)) return 'it is no move; write it as "Nf3" or "g1f3"';
    if (this.#candidates(name).length > 0) return "it would leave the king in check";
    return `the piece cannot go there; legal are ${this.moves()
      .slice(0, 8)
      .map((move) => this.san(move))
      .join(", ")} …`;
  }
}

/** Standard algebraic notation, but for castling: piece, file, rank, to, promotion. */
const sanForm = /^([KQRBN])?([a-h])?([1-8])?[x-]?([a-h][1-8])(?:=?([QRBN]))?[+#!?]*$/;
