/// <reference lib="dom" />
import type { FrontEnd, FrontEndModel } from "@rosenblatt/widgets";
import { type Outline, pieceOutlines } from "../src/board/piece-outlines.js";
import type { PlayMessage, PlayState } from "../src/board/play-state.js";
import type { PieceLetter } from "../src/rules/move.js";

type Model = FrontEndModel<PlayState>;

const names: Readonly<Record<string, string>> = {
  p: "pawn",
  n: "knight",
  b: "bishop",
  r: "rook",
  q: "queen",
  k: "king",
};

/** A board to play on: squares are buttons, which arrow keys go over. */
export default {
  render({ model, el }: { model: Model; el: HTMLElement }) {
    const view = new View(model);
    el.append(view.node);
    view.show();
    model.on("change", () => view.show());
  },
} satisfies FrontEnd<PlayState>;

class View {
  readonly node = made("div", "");
  readonly #model: Model;
  readonly #bar = made("div", "chance");
  readonly #grid = made("div", "squares");
  readonly #status = made("div", "status");
  readonly #why = made("div", "why");
  readonly #moves = made("div", "moves");
  readonly #buttons: readonly HTMLButtonElement[];
  /** The square whose piece is to move. */
  #chosen = "";
  /** The square that the keyboard is on. */
  #at = 60;

  constructor(model: Model) {
    this.#model = model;
    this.#bar.setAttribute("role", "meter");
    this.#bar.append(document.createElement("div"));
    this.#grid.setAttribute("role", "group");
    this.#grid.setAttribute("aria-label", "Chess board");
    this.#buttons = Array.from({ length: 64 }, (_, place) => this.#square(place));
    this.#grid.append(...this.#buttons);
    this.#status.setAttribute("role", "status");
    this.#why.setAttribute("role", "alert");
    this.#moves.setAttribute("role", "log");
    this.#moves.setAttribute("aria-label", "Moves");
    const side = made("div", "side");
    const buttons = made("div", "buttons");
    const ask = (kind: "undo" | "new" | "flip", text: string) =>
      button(text, () => {
        this.#chosen = "";
        this.#send({ kind });
      });
    buttons.append(ask("undo", "Take back"), ask("new", "New game"), ask("flip", "Turn"));
    side.append(this.#status, this.#moves, this.#why, buttons);
    this.node.append(this.#bar, this.#grid, side);
  }

  show(): void {
    const get = <N extends keyof PlayState>(name: N) => this.#model.get(name);
    const [squares, legal, last, check] = [get("squares"), get("legal"), get("last"), get("check")];
    const goals = legal.filter((move) => move.startsWith(this.#chosen || "-"));
    for (const [place, node] of this.#buttons.entries()) {
      const square = this.#squareAt(place);
      const letter = squares[placeOf(square)]!;
      const states = {
        light: (place + (place >> 3)) % 2 === 0,
        last: last.includes(square),
        chosen: square === this.#chosen,
        check: square === check,
        goal: goals.some((move) => move.slice(2, 4) === square),
      };
      node.className = Object.entries(states)
        .flatMap(([name, on]) => (on ? [name] : []))
        .join(" ");
      node.replaceChildren(...drawn(letter), ...coordinates(place, square));
      node.setAttribute("aria-label", labelOf(square, { letter, ...states }));
      node.setAttribute("aria-pressed", String(states.chosen));
      node.tabIndex = place === this.#at ? 0 : -1;
    }
    this.#status.textContent = get("status");
    this.#why.textContent = get("why");
    this.#moves.replaceChildren(...listed(get("moves")));
    this.#moves.scrollTop = this.#moves.scrollHeight;
    this.#showChance(get("chance"), get("flip"));
  }

  #showChance(chance: number, flip: boolean): void {
    this.#bar.hidden = chance < 0;
    this.#bar.classList.toggle("flipped", flip);
    const percent = Math.round(100 * chance);
    const inner = this.#bar.firstElementChild as HTMLElement;
    inner.style.height = `${percent}%`;
    const told = `White's share of the point, as judged: ${percent} %`;
    for (const [name, value] of Object.entries({
      "aria-label": told,
      "aria-valuemin": "0",
      "aria-valuemax": "100",
      "aria-valuenow": String(percent),
      title: told,
    })) {
      this.#bar.setAttribute(name, value);
    }
  }

  #square(place: number): HTMLButtonElement {
    const node = button("", () => this.#click(this.#squareAt(place)));
    node.addEventListener("keydown", (event) => this.#key(event, place));
    node.addEventListener("focus", () => {
      this.#at = place;
    });
    return node;
  }

  #key(event: KeyboardEvent, place: number): void {
    const steps: Record<string, number> = {
      ArrowLeft: -1,
      ArrowRight: 1,
      ArrowUp: -8,
      ArrowDown: 8,
    };
    const step = steps[event.key];
    if (event.key === "Escape") {
      this.#chosen = "";
      this.show();
    }
    if (step === undefined) return;
    event.preventDefault();
    // The notebook has arrow keys of its own.
    event.stopPropagation();
    const stays = Math.abs(step) === 1 && place >> 3 !== (place + step) >> 3;
    const next = this.#buttons[place + step];
    if (!next || stays) return;
    this.#at = place + step;
    this.show();
    next.focus();
  }

  #click(square: string): void {
    const letter = this.#model.get("squares")[placeOf(square)]!;
    const own = letter !== "." && letter < "a" === (this.#model.get("turn") === "w");
    if (own || this.#chosen === "") {
      this.#chosen = own && square !== this.#chosen ? square : "";
      this.show();
      return;
    }
    const move = this.#chosen + square;
    this.#chosen = "";
    this.show();
    const promotions = this.#model.get("legal").filter((each) => each.startsWith(move));
    if (promotions.length > 1) this.#promote(move, promotions);
    else this.#send({ kind: "move", move });
  }

  /** Asks what a pawn becomes, in place of why a move cannot be made. */
  #promote(move: string, promotions: readonly string[]): void {
    this.#why.textContent = "The pawn becomes a ";
    const choices = promotions.map((each) => {
      const letter = each.slice(4);
      return button(names[letter]!, () => this.#send({ kind: "move", move: move + letter }));
    });
    this.#why.append(...choices);
    choices[0]!.focus();
  }

  #send(message: PlayMessage): void {
    this.#model.send(message);
  }

  /** The name of the square at a place of the page, row by row. */
  #squareAt(place: number): string {
    const shown = this.#model.get("flip") ? 63 - place : place;
    return "abcdefgh"[shown % 8]! + String(8 - (shown >> 3));
  }
}

/** Where a square is in `squares`. */
function placeOf(square: string): number {
  return (8 - Number(square[1])) * 8 + "abcdefgh".indexOf(square[0]!);
}

function labelOf(
  square: string,
  { letter, last, goal }: { letter: string; last: boolean; goal: boolean },
): string {
  const side = letter < "a" ? "white" : "black";
  const piece = letter === "." ? "empty" : `${side} ${names[letter.toLowerCase()]}`;
  return [square, piece, ...(last ? ["last move"] : []), ...(goal ? ["can be reached"] : [])].join(
    ", ",
  );
}

const svgNames = "http://www.w3.org/2000/svg";

function drawn(letter: string): Element[] {
  if (letter === ".") return [];
  const white = letter < "a";
  const { shapes, lines } = pieceOutlines[letter.toLowerCase() as PieceLetter];
  const svg = document.createElementNS(svgNames, "svg");
  svg.setAttribute("viewBox", "0 0 40 40");
  svg.setAttribute("aria-hidden", "true");
  const path = (outline: Outline, { fill, stroke }: { fill: string; stroke: string }) => {
    const node = document.createElementNS(svgNames, "polyline");
    node.setAttribute("points", outline.join(" "));
    for (const [name, value] of Object.entries({ fill, stroke, "stroke-width": "1" })) {
      node.setAttribute(name, value);
    }
    svg.append(node);
  };
  const colors = white
    ? { fill: "#fff", stroke: "#2b2b2b" }
    : { fill: "#3a3f45", stroke: "#101214" };
  for (const shape of shapes) path(shape, colors);
  for (const line of lines) path(line, { fill: "none", stroke: white ? "#2b2b2b" : "#fff" });
  return [svg];
}

/** Ranks are told on the left, files on the lowest row, where pieces leave room. */
function coordinates(place: number, [file, rank]: string): Element[] {
  const texts = { rank: place % 8 === 0 ? rank : undefined, file: place >= 56 ? file : undefined };
  return Object.entries(texts).flatMap(([kind, text]) => {
    if (text === undefined) return [];
    const node = document.createElement("i");
    node.className = kind;
    node.textContent = text;
    node.setAttribute("aria-hidden", "true");
    return [node];
  });
}

function listed(moves: readonly string[]): Element[] {
  return moves.flatMap((move, i) => {
    const node = document.createElement("span");
    node.textContent = move;
    if (i % 2 === 1) return [node];
    const number = document.createElement("b");
    number.textContent = `${i / 2 + 1}.`;
    return [number, node];
  });
}

function made(kind: string, part: string): HTMLElement {
  const node = document.createElement(kind);
  node.className = part === "" ? "rosenblatt-PlayBoard" : `rosenblatt-PlayBoard-${part}`;
  return node;
}

function button(text: string, press: () => void): HTMLButtonElement {
  const node = document.createElement("button");
  node.type = "button";
  node.textContent = text;
  node.addEventListener("click", press);
  return node;
}
