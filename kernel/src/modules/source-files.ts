import { readFileSync, statSync } from "node:fs";

/** The texts of the user's files, and of those that cells define. */
export class SourceFiles {
  readonly #virtual = new Map<string, string>();
  readonly #stamps = new Map<string, string>();

  /** Makes `text` what is read at `path`, whatever is on disk. */
  define(path: string, text: string): void {
    this.#virtual.set(path, text);
  }

  isVirtual(path: string): boolean {
    return this.#virtual.has(path);
  }

  has(path: string): boolean {
    return this.isVirtual(path) || stampOf(path) !== "";
  }

  /** Throws what reading throws. */
  read(path: string): Buffer {
    const virtual = this.#virtual.get(path);
    this.#stamps.set(path, this.#stamp(path));
    return virtual === undefined ? readFileSync(path) : Buffer.from(virtual);
  }

  /** Whether a file might hold something else than when it was last read. */
  mayHaveChanged(path: string): boolean {
    return this.#stamps.get(path) !== this.#stamp(path);
  }

  #stamp(path: string): string {
    return this.#virtual.get(path) ?? stampOf(path);
  }
}

/** Empty where there is no file. */
function stampOf(path: string): string {
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (!stats?.isFile()) return "";
    return `${stats.mtimeMs} ${stats.ctimeMs} ${stats.size} ${stats.ino}`;
  } catch {
    return "";
  }
}
