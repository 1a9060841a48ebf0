import type { Maps } from "../bridge/messages.js";
import { CellMap } from "../language/cell-map.js";
import { namesDeclaredIn } from "../language/names-declared-in.js";
import { publications } from "../language/publish.js";
import { parameters } from "../language/rewrite.js";
import type { RawPlace } from "./break-locations.js";
import type { Script, UserPlace } from "./script.js";

/** What the script of a cell is made of. */
export interface CellScriptParts {
  readonly url: string;
  /** The number of the cell to the user. */
  readonly count: number;
  /** The JavaScript that runs. */
  readonly code: string;
  readonly maps: Maps;
  /** The path that stands for the cell, and its text. */
  readonly path: string;
  readonly text: string;
}

/** The functions by which a cell imports, which are nothing that the user wrote. */
const imports = /\(\) => import\("(?:[^"\\]|\\.)*"[^)]*\),|\(\$s, \$o\) => import\(\$s, \$o\),/g;

/** What the rewriter puts before a piece of the user's code, without a mapping of its own. */
const wrapper = /(?:ºlive\(|ºresult\(\(|\(0, )*/y;

/** The JavaScript of a cell: what the rewriter put into it is hidden. */
export class CellScript implements Script {
  id?: string;
  readonly owner = "cell";
  readonly url: string;
  readonly name: string;
  readonly paths: readonly string[];
  readonly skipped: readonly RawPlace[];
  readonly #code: string;
  readonly #map: CellMap;
  readonly #names: ReadonlySet<string>;
  #declared: ReadonlySet<string> | undefined;
  readonly #lineStarts: readonly number[];
  readonly #hidden: readonly (readonly [start: number, end: number])[];

  constructor({ url, count, code, maps, path, text }: CellScriptParts) {
    this.url = url;
    this.name = `Cell [${count}]`;
    this.paths = [path];
    this.#code = code;
    this.#map = new CellMap(maps);
    this.#names = new Set(text.match(/[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*/gu));
    this.#lineStarts = [0, ...[...code.matchAll(/\n/g)].map(({ index }) => index + 1)];
    const head = /ºcell\(\) \{ /.exec(code);
    const start = head ? head.index + head[0].length : 0;
    const end = code.lastIndexOf("\n} })");
    const made = [...code.matchAll(imports)].map(({ 0: { length }, index }) => {
      return [index, index + length] as const;
    });
    const inside = [...publications(code), ...made].sort(([one], [other]) => one - other);
    this.#hidden = [[0, start], ...inside, [end, code.length]];
    this.skipped = this.#hidden.flat().map((offset) => this.#placeOf(offset));
  }

  original(place: RawPlace): UserPlace | undefined {
    const offset = (this.#lineStarts[place.lineNumber] ?? 0) + place.columnNumber;
    if (this.#hidden.some(([start, end]) => start <= offset && offset < end)) return undefined;
    wrapper.lastIndex = offset;
    const wrapped = wrapper.exec(this.#code)?.[0].length ?? 0;
    const column = place.columnNumber + wrapped + 1;
    const found = this.#map.original({ line: place.lineNumber + 1, column });
    return found && { path: this.paths[0]!, ...found };
  }

  isOwnName(name: string): boolean {
    if (parameters.includes(name) || /^ºcell\d*$/.test(name)) return false;
    return this.#names.has(name) || name === "this";
  }

  meansSession(name: string): boolean {
    this.#declared ??= namesDeclaredIn(this.#code);
    if (!this.#declared.has(name)) return true;
    const escaped = name.replace(/\$/g, "\\$");
    return new RegExp(`\\$(cell\\d+|late|soft)\\.${escaped}(?![\\w$])`).test(this.#code);
  }

  #placeOf(offset: number): RawPlace {
    const lineNumber = this.#lineStarts.filter((start) => start <= offset).length - 1;
    return { lineNumber, columnNumber: offset - this.#lineStarts[lineNumber]! };
  }
}
