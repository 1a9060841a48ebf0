import { globPattern } from "./glob-pattern.js";
import type { Line } from "./line.js";
import type { SessionFiles } from "./session-files.js";

/** One cell that ran: session, number, and its text, with its value where that was asked for. */
export type HistoryEntry = readonly [
  session: number,
  line: number,
  source: string | readonly [input: string, output: string | null],
];

/** What a `history_request` asks for. */
export interface HistoryQuery {
  readonly hist_access_type: string;
  readonly output?: boolean | null;
  readonly unique?: boolean | null;
  readonly n?: number | null;
  readonly session?: number | null;
  readonly start?: number | null;
  readonly stop?: number | null;
  readonly pattern?: string | null;
}

/** A bundle longer than this is not looked into for its text. */
const longest = 256 * 1024;

type Found = readonly [session: number, line: Line];

/** The cells of this session, and of earlier ones where `files` keeps them. */
export class History {
  readonly #files: SessionFiles | undefined;
  readonly #lines = new Map<number, Line>();

  constructor(files?: SessionFiles) {
    this.#files = files;
  }

  add(line: number, source: string): void {
    this.#lines.set(line, { line, source, output: null });
    this.#files?.append({ line, source });
  }

  /** Notes the value of a cell; `bundle` is a MIME bundle as JSON. */
  answer(line: number, bundle: string): void {
    const known = this.#lines.get(line);
    const output = bundle.length > longest ? undefined : JSON.parse(bundle)["text/plain"];
    if (known === undefined || typeof output !== "string") return;
    this.#lines.set(line, { ...known, output });
    this.#files?.append({ line, output });
  }

  /** The entries asked for, oldest first. */
  async find({ output, ...query }: HistoryQuery): Promise<HistoryEntry[]> {
    const isRange = query.hist_access_type === "range";
    const found = isRange ? await this.#range(query) : await this.#newest(query);
    return found.map(([session, line]) => [
      session,
      line.line,
      output ? [line.source, line.output] : line.source,
    ]);
  }

  /** Of one session: this one is 0, the one before -1. Negative lines count from the end. */
  async #range({ session, start, stop }: HistoryQuery): Promise<Found[]> {
    const current = this.#current();
    const asked = session ?? 0;
    const number = asked > 0 ? asked : current + asked;
    const lines = await this.#of(number);
    const end = (lines.at(-1)?.line ?? 0) + 1;
    const place = (at: number): number => (at < 0 ? at + end : at);
    const [from, to] = [place(start ?? 0), place(stop || end)];
    return lines
      .filter(({ line }) => line >= from && line < to)
      .map((line): Found => [number, line]);
  }

  /** The last ones that match, of all sessions. */
  async #newest({ hist_access_type: access, n, pattern, unique }: HistoryQuery): Promise<Found[]> {
    const isSearch = access === "search";
    const glob = globPattern((isSearch && pattern) || "*");
    const wanted = Math.max(0, n ?? 1000);
    const seen = new Set<string>();
    const found: Found[] = [];
    const sessions = [...(this.#files?.earlier() ?? []), this.#current()];
    for (const session of sessions.reverse()) {
      for (const line of (await this.#of(session)).reverse()) {
        if (found.length >= wanted) return found.reverse();
        if (!glob.test(line.source) || (isSearch && unique && seen.has(line.source))) continue;
        seen.add(line.source);
        found.push([session, line]);
      }
    }
    return found.reverse();
  }

  #current(): number {
    return this.#files?.current ?? 1;
  }

  async #of(session: number): Promise<Line[]> {
    if (session === this.#current()) return [...this.#lines.values()];
    return (await this.#files?.read(session)) ?? [];
  }
}
