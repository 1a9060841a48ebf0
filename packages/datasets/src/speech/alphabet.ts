/** What a text is made of. */
export type SymbolKind = "character" | "word";

interface Writing {
  readonly by: SymbolKind;
  /** The blank first. */
  readonly classes: readonly string[];
}

/** All symbols of texts, in order. */
export function alphabetOf(texts: readonly string[], by: SymbolKind): string[] {
  return [...new Set(texts.flatMap((text) => parts(text, by)))].sort();
}

/** A text as numbers of its symbols. @throws RangeError when one has none. */
export function symbolsOf(text: string, { by, classes }: Writing): number[] {
  return parts(text, by).map((part) => {
    const symbol = classes.indexOf(part, 1);
    if (symbol < 0) {
      throw new RangeError(
        `Cannot write ${JSON.stringify(text)}: the alphabet has no ${JSON.stringify(part)}`,
      );
    }
    return symbol;
  });
}

/** The text of symbols. */
export function textOf(symbols: Iterable<number>, { by, classes }: Writing): string {
  return Array.from(symbols, (symbol) => classes[symbol] ?? "").join(by === "word" ? " " : "");
}

function parts(text: string, by: SymbolKind): string[] {
  return by === "word" ? text.split(/\s+/).filter((word) => word !== "") : [...text];
}
