import { existsSync, readFileSync } from "node:fs";
import { dirname, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { originalPositionFor, TraceMap } from "@jridgewell/trace-mapping";
import { moduleParameters } from "../language/rewrite-module.js";
import type { RawPlace } from "./break-locations.js";
import type { Owner, Script, UserPlace } from "./script.js";

const inPackage = /[\\/]node_modules[\\/]/;

/** What a script in a file is made of. */
export interface FileScriptParts {
  readonly id: string;
  readonly url: string;
  readonly sourceMapUrl: string;
  readonly owner: Exclude<Owner, "cell">;
  /** The notebook's folder. */
  readonly folder: string;
}

/** A script that came from a file. What is compiled leads to its source, if its map is there. */
export class FileScript implements Script {
  readonly id: string;
  readonly url: string;
  readonly owner: Owner;
  readonly name: string;
  readonly paths: readonly string[];
  readonly #file: string;
  readonly #map: TraceMap | undefined;

  constructor({ id, url, sourceMapUrl, owner, folder }: FileScriptParts) {
    this.id = id;
    this.url = url;
    this.owner = owner;
    this.#file = fileOf(url);
    this.#map = owner === "file" ? readMap(this.#file, sourceMapUrl) : undefined;
    const sources = this.#map?.sources.map((source) => this.#sourcePath(source)) ?? [this.#file];
    this.paths = sources.filter((path) => path !== "");
    const shown = this.paths[0] ?? this.#file;
    const inside = relative(folder, shown);
    this.name = inside.startsWith("..") ? shown : inside;
  }

  original({ lineNumber, columnNumber }: RawPlace): UserPlace | undefined {
    if (this.#map === undefined) {
      return { path: this.#file, line: lineNumber + 1, column: columnNumber + 1 };
    }
    const place = { line: lineNumber + 1, column: columnNumber };
    const { source, line, column } = originalPositionFor(this.#map, place);
    if (source === null) return undefined;
    return { path: this.#sourcePath(source), line, column: column + 1 };
  }

  isOwnName(name: string): boolean {
    return !moduleParameters.includes(name) && !/^(__|ºimport\d)/.test(name);
  }

  #sourcePath(source: string | null): string {
    if (!source) return "";
    const path = source.startsWith("file:") ? fileOf(source) : resolve(dirname(this.#file), source);
    // A file that was compiled as it was loaded is its own source, whatever its map calls it.
    return this.#map?.sources.length === 1 && !existsSync(path) ? this.#file : path;
  }
}

/** Whether a path lies in a package. */
export function isInPackage(path: string): boolean {
  return inPackage.test(path);
}

/** The path of the file behind a script's URL, without what loaders add to it. */
export function fileOf(url: string): string {
  const plain = url.replace(/[?#].*$/, "");
  if (!plain.startsWith("file:")) return plain.split("/").join(sep);
  try {
    return fileURLToPath(plain);
  } catch {
    return plain;
  }
}

function readMap(file: string, url: string): TraceMap | undefined {
  if (url === "") return undefined;
  try {
    const inline = /^data:[^,]*?(;base64)?,(.*)$/s.exec(url);
    const text = inline
      ? Buffer.from(decodeURIComponent(inline[2]!), inline[1] ? "base64" : "utf8").toString()
      : readFileSync(resolve(dirname(file), fileOf(url)), "utf8");
    return new TraceMap(text);
  } catch {
    return undefined;
  }
}
