import { join } from "node:path";
import { type Bundle, bundleOf, displayable } from "@rosenblatt/plots";
import { type AnyWidget, anyWidget } from "@rosenblatt/widgets";
import { type Move, type Side, squareName, uci } from "../rules/move.js";
import { type GameEnd, Position } from "../rules/position.js";
import type { Opponent } from "../search/opponent.js";
import { board } from "./board.js";
import type { PlayMessage, PlayState } from "./play-state.js";

/** A game to be played by hand. */
export interface PlayBoardOptions {
  /** Who plays the other side; without one a person moves for both. */
  readonly opponent?: Opponent;
  /** The side of the person. */
  readonly side?: Side;
  /** The position that the game begins with, as FEN; the usual one without it. */
  readonly start?: string;
  /** White's share of the point, from 0 to 1, for the bar beside the board. */
  readonly chance?: (position: Position) => number;
}

const frontEnd = join(__dirname, "../../front-end");

const ends: Readonly<Record<GameEnd, string>> = {
  checkmate: "checkmate",
  stalemate: "draw by stalemate",
  repetition: "draw: this position stood three times",
  "fifty moves": "draw: fifty moves without capture or pawn",
  material: "draw: nobody can mate",
};

/**
 * A board to play on in the page, with a bar that tells who stands better and the list of moves: by
 * clicks, or by arrow keys and Enter. What is not legal is refused, with the reason. Where no kernel
 * draws widgets, and in pages without a kernel, it is a picture of the position.
 *
 * @example
 * const game = playBoard();
 * game.play("e4");
 * game.position.turn; // "b"
 * game; // as the last expression of a cell: the board
 */
export function playBoard(options: PlayBoardOptions = {}): PlayBoard {
  return new PlayBoard(options);
}

/** A game that is being played. */
export class PlayBoard {
  readonly #options: PlayBoardOptions;
  readonly #widget: AnyWidget<PlayState>;
  #position: Position;
  #flip: boolean;
  #moves: string[] = [];

  constructor(options: PlayBoardOptions) {
    this.#options = options;
    this.#position = new Position(options.start);
    this.#flip = options.side === "b";
    this.#widget = anyWidget<PlayState>({
      state: this.#state(),
      esm: join(frontEnd, "play-board.ts"),
      css: join(frontEnd, "play-board.css"),
    });
    this.#widget.on("message", (message) => this.#told(message as PlayMessage));
    this.#answer();
    displayable(this, () => this.#bundle());
  }

  /** The position now. */
  get position(): Position {
    return this.#position;
  }

  /** The moves made, in standard algebraic notation. */
  get moves(): readonly string[] {
    return this.#moves;
  }

  /**
   * Makes a move for the side to move, by its name; the opponent, if there is one, answers soon.
   *
   * @throws RangeError for a move that is not legal, with the reason.
   */
  play(name: string): void {
    this.#make(this.#position.named(name));
    this.#answer();
  }

  /** Takes back the last move, and the opponent's answer to it. */
  undo(): void {
    const take = () => {
      if (this.#position.undo()) this.#moves.pop();
    };
    take();
    if (this.#waits()) take();
    this.#show();
    this.#answer();
  }

  /** Begins anew. */
  restart(): void {
    this.#position = new Position(this.#options.start);
    this.#moves = [];
    this.#show();
    this.#answer();
  }

  /** Takes the board away from the page. */
  close(): void {
    this.#widget.close();
  }

  /** The widget, and the picture of it for pages without a kernel. */
  #bundle(): Bundle {
    const picture = bundleOf(board(this.#position, { flip: this.#flip }));
    const still = { "text/plain": picture["text/plain"], "image/png": picture["image/png"] };
    return { ...bundleOf(this.#widget), ...still };
  }

  /** Does what a person asked for in the page. */
  #told(message: PlayMessage): void {
    try {
      if (message.kind === "move") this.play(message.move);
      else if (message.kind === "undo") this.undo();
      else if (message.kind === "new") this.restart();
      else {
        this.#flip = !this.#flip;
        this.#show();
      }
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.#show(reasonIn(error.message));
    }
  }

  #make(move: Move): void {
    this.#moves.push(this.#position.san(move));
    this.#position.play(move);
    this.#show();
  }

  /** Whether it is the opponent's turn. */
  #waits(): boolean {
    const { opponent, side = "w" } = this.#options;
    return opponent !== undefined && this.#position.turn !== side && !this.#position.end;
  }

  /** Lets the opponent think once the page shows what it thinks about. */
  #answer(): void {
    if (!this.#waits()) return;
    const asked = this.#position;
    const moves = this.#moves.length;
    setTimeout(() => {
      if (this.#position !== asked || this.#moves.length !== moves) return;
      this.#make(this.#options.opponent!.choose(asked));
    }, 100);
  }

  #show(why = ""): void {
    this.#widget.set({ ...this.#state(), why });
  }

  #state(): PlayState {
    const position = this.#position;
    const { end, turn, pieces, played } = position;
    const last = played.at(-1);
    const { chance } = this.#options;
    const king = pieces.findIndex((piece) => piece?.type === "k" && piece.color === turn);
    return {
      squares: lettersOf(pieces),
      legal: end || this.#waits() ? [] : position.moves().map(uci),
      last: last ? [squareName(last.from), squareName(last.to)] : [],
      check: position.check ? squareName(king) : "",
      moves: [...this.#moves],
      flip: this.#flip,
      turn,
      status: this.#status(end),
      why: "",
      chance: chance ? chance(position) : -1,
    };
  }

  #status(end: GameEnd | undefined): string {
    const { turn } = this.#position;
    if (end === "checkmate") return `${turn === "w" ? "Black" : "White"} wins by checkmate`;
    if (end) return ends[end];
    const side = turn === "w" ? "White" : "Black";
    if (this.#waits()) return `${side}, ${this.#options.opponent!.name}, thinks …`;
    return `${side} to move${this.#position.check ? ": check" : ""}`;
  }
}

/** Why a move cannot be made, without the position, which the person sees. */
function reasonIn(message: string): string {
  return message.replace(/ in [^:]*:/, ":").replace(/; legal are .*$/, "");
}

function lettersOf(pieces: Position["pieces"]): string {
  return Array.from({ length: 64 }, (_, i) => {
    const piece = pieces[16 * (i >> 3) + (i % 8)];
    if (!piece) return ".";
    return piece.color === "w" ? piece.type.toUpperCase() : piece.type;
  }).join("");
}
