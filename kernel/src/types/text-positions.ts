import type { Position, Range } from "vscode-languageserver-protocol";

/** Translates between UTF-16 offsets and the language server's lines and characters. */
export class TextPositions {
  readonly #starts: readonly number[];
  readonly #length: number;

  constructor(text: string) {
    this.#starts = [
      0,
      ...Array.from(text.matchAll(/\r\n|\r|\n/g), (m) => (m.index ?? 0) + m[0].length),
    ];
    this.#length = text.length;
  }

  positionAt(offset: number): Position {
    let low = 0;
    let high = this.#starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return { line: low, character: offset - (this.#starts[low] ?? 0) };
  }

  offsetAt({ line, character }: Position): number {
    return Math.min((this.#starts[line] ?? this.#length) + character, this.#length);
  }

  offsetsOf({ start, end }: Range): { start: number; end: number } {
    return { start: this.offsetAt(start), end: this.offsetAt(end) };
  }
}
