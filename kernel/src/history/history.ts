/** One cell that ran: session, number, text. */
export type HistoryEntry = readonly [session: number, line: number, source: string];

/** What a `history_request` asks for. */
export interface HistoryQuery {
  readonly hist_access_type: "tail" | "range" | "search" | string;
  readonly n?: number;
  readonly start?: number;
  readonly stop?: number;
  readonly pattern?: string;
}

/** The cells of this session, in memory. */
export class History {
  readonly #entries: HistoryEntry[] = [];

  add(line: number, source: string): void {
    this.#entries.push([0, line, source]);
  }

  /** The entries asked for, oldest first. */
  find({
    hist_access_type: access,
    n = 1000,
    start = 0,
    stop,
    pattern = "*",
  }: HistoryQuery): HistoryEntry[] {
    if (access === "range") {
      return this.#entries.filter(([, line]) => line >= start && (stop == null || line < stop));
    }
    const matching = access === "search" ? this.#entries.filter(matches(pattern)) : this.#entries;
    return matching.slice(-n);
  }
}

/** A glob in which only `*` and `?` are special. */
function matches(pattern: string): (entry: HistoryEntry) => boolean {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&");
  const expression = new RegExp(`^${escaped.replace(/\*/g, ".*").replace(/\?/g, ".")}$`, "s");
  return ([, , source]) => expression.test(source);
}
