/** One cell that ran: session, number, and its text, with its value where that was asked for. */
export type HistoryEntry = readonly [
  session: number,
  line: number,
  source: string | readonly [input: string, output: string | null],
];

/** What a `history_request` asks for. */
export interface HistoryQuery {
  readonly hist_access_type: string;
  readonly output?: boolean;
  readonly unique?: boolean;
  readonly n?: number | null;
  readonly start?: number;
  readonly stop?: number | null;
  readonly pattern?: string;
}

interface Line {
  readonly line: number;
  readonly source: string;
  output: string | null;
}

/** The cells of this session, in memory. */
export class History {
  readonly #lines: Line[] = [];

  add(line: number, source: string): void {
    this.#lines.push({ line, source, output: null });
  }

  /** Notes the value of the cell that was added last. */
  answer(output: string): void {
    const last = this.#lines.at(-1);
    if (last) last.output = output;
  }

  /** The entries asked for, oldest first. */
  find({ output = false, ...query }: HistoryQuery): HistoryEntry[] {
    return this.#select(query).map((one) => [
      0,
      one.line,
      output ? [one.source, one.output] : one.source,
    ]);
  }

  #select({ hist_access_type: access, n, start = 0, stop, pattern = "*", unique }: HistoryQuery) {
    if (access === "range") {
      return this.#lines.filter(({ line }) => line >= start && (stop == null || line < stop));
    }
    const glob = globPattern(pattern);
    const found =
      access === "search" ? this.#lines.filter((one) => glob.test(one.source)) : this.#lines;
    const newest = new Map(found.map((one) => [one.source, one]));
    const chosen = unique ? found.filter((one) => newest.get(one.source) === one) : found;
    return chosen.slice(-(n ?? 1000));
  }
}

/** A glob in which only `*` and `?` are special. */
function globPattern(pattern: string): RegExp {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${escaped.replace(/\*/g, ".*").replace(/\?/g, ".")}$`, "s");
}
