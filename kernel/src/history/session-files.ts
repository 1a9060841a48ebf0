import { ftruncateSync, mkdirSync, openSync, readdirSync, writeSync } from "node:fs";
import { readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Line } from "./line.js";

/** Sessions that are kept, and the bytes that all of them together, and one alone, may have. */
const most = { sessions: 1000, bytes: 16 * 1024 * 1024, session: 4 * 1024 * 1024 };

/** What a line of a file says: the text of a cell, or later its value. */
interface Entry {
  readonly line: number;
  readonly source?: string;
  readonly output?: string;
}

/**
 * The sessions of all kernels, a file for each, so that kernels which run at once do not meet. The
 * files are named by the session's number; each line is JSON. Who opened one is the only to write it.
 */
export class SessionFiles {
  readonly #folder: string;
  readonly #log: (text: string) => void;
  #open: { readonly number: number; readonly file: number; size: number } | undefined;
  #failed = false;

  constructor(folder: string, log: (text: string) => void) {
    this.#folder = folder;
    this.#log = log;
  }

  /** The number of this session; one that has begun nothing has the next that is free. */
  get current(): number {
    return this.#open?.number ?? (this.#numbers().at(-1) ?? 0) + 1;
  }

  /** The numbers of the sessions before this one, oldest first. */
  earlier(): number[] {
    const { current } = this;
    return this.#numbers().filter((number) => number < current);
  }

  /** Adds to this session. Never throws: what cannot be written is lost, and logged once. */
  append(entry: Entry): void {
    if (this.#failed) return;
    try {
      this.#open ??= this.#begin();
      this.#write(Buffer.from(`${JSON.stringify(entry)}\n`));
    } catch (error) {
      this.#failed = true;
      this.#log(
        `Cannot keep the history: expected a folder that can be written, got ${this.#folder} ` +
          `(${(error as Error).message}); name another in ROSENBLATT_HISTORY, or "off"`,
      );
    }
  }

  /** The cells of a session; what is broken in its file is passed over. */
  async read(session: number): Promise<Line[]> {
    const text = await readFile(this.#path(session), "utf8").catch(() => "");
    const lines = new Map<number, Line>();
    for (const { line, source, output } of text.split("\n").flatMap(parse)) {
      if (source !== undefined) lines.set(line, { line, source, output: null });
      const known = lines.get(line);
      if (known && output !== undefined) lines.set(line, { ...known, output });
    }
    return [...lines.values()];
  }

  #begin() {
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    for (let number = this.current; ; number++) {
      try {
        const file = openSync(this.#path(number), "ax", 0o600);
        void this.#prune(number);
        return { number, file, size: 0 };
      } catch (error) {
        // Another kernel was quicker.
        if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      }
    }
  }

  /** Writes a line, all of it or nothing. */
  #write(line: Buffer): void {
    const open = this.#open!;
    if (open.size + line.length > most.session) return;
    try {
      if (writeSync(open.file, line) < line.length) throw new Error("the disk is full");
      open.size += line.length;
    } catch (error) {
      ftruncateSync(open.file, open.size);
      throw error;
    }
  }

  /** Removes the oldest sessions beyond what is kept. */
  async #prune(current: number): Promise<void> {
    let bytes = 0;
    for (const [age, number] of this.#numbers().reverse().entries()) {
      const { size } = await stat(this.#path(number)).catch(() => ({ size: 0 }));
      bytes += size;
      const isOver = age >= most.sessions || bytes > most.bytes;
      if (isOver && number < current) await rm(this.#path(number)).catch(() => undefined);
    }
  }

  #numbers(): number[] {
    try {
      const names = readdirSync(this.#folder);
      const numbers = names.map((name) => Number(/^(\d+)\.jsonl$/.exec(name)?.[1]));
      return numbers.filter(Number.isSafeInteger).sort((a, b) => a - b);
    } catch {
      return [];
    }
  }

  #path(session: number): string {
    return join(this.#folder, `${session}.jsonl`);
  }
}

function parse(text: string): Entry[] {
  try {
    const { line, source, output } = JSON.parse(text) as Record<string, unknown>;
    if (!Number.isSafeInteger(line)) return [];
    return [
      {
        line: line as number,
        ...(typeof source === "string" && { source }),
        ...(typeof output === "string" && { output }),
      },
    ];
  } catch {
    return [];
  }
}
