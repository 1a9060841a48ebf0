import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, sep } from "node:path";
import { murmur2 } from "./murmur2.js";

/** What clients need to know to name a cell as this does. */
export const hashSeed = 0xc70f6907;
export const fileSuffix = ".ts";

/** The texts of cells, by the path of the file that stands for each: its name is their hash. */
export class CellSources {
  /** JupyterLab writes "Cell [3]" only for paths with the part `ipykernel_`. */
  readonly prefix = join(tmpdir(), `ipykernel_rosenblatt_${process.pid}`) + sep;
  readonly #texts = new Map<string, string>();

  /** The path that stands for a cell, known from now on. */
  add(code: string): string {
    const text = code.replace(/\r\n/g, "\n");
    const path = `${this.prefix}${murmur2(text, hashSeed)}${fileSuffix}`;
    this.#texts.set(path, text);
    return path;
  }

  /** The same, with the text in that file for those who want to open it. */
  dump(code: string): string {
    const path = this.add(code);
    mkdirSync(this.prefix, { recursive: true, mode: 0o700 });
    writeFileSync(path, this.#texts.get(path)!);
    return path;
  }

  text(path: string): string | undefined {
    return this.#texts.get(path);
  }

  /** Whether a path stands for a cell, be it one that is not known. */
  owns(path: string): boolean {
    return path === this.prefix + basename(path);
  }

  /** Removes the files. */
  clear(): void {
    rmSync(this.prefix, { recursive: true, force: true });
  }
}
