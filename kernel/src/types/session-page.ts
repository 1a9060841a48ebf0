import type { CellDeclaration, CellDeclarations } from "./cell-declarations.js";
import type { ReadCell } from "./read-cell.js";
import { headOf, moduleOf, type Space } from "./spaces.js";

/** Characters after which a page takes no further cell. */
const FULL = 6_000;

/** Ends a cell that has no semicolon at its end. */
const BETWEEN = "\n;\n";

/** A name of the session: the page that has it, and how it was declared. */
export interface Owner {
  readonly page: SessionPage;
  readonly declaration: CellDeclaration;
}

/** Finds who has a name. */
export type OwnerOf = (name: string) => Owner | undefined;

/** A cell that is put on a page. */
export interface PlacedCell extends ReadCell {
  /** What a module of this cell must begin with; one that has such shares its page with none. */
  readonly jsxHead: string;
}

/**
 * A module of cells that ran, one after the other. A page holds as many cells as one module can
 * without a name meaning two things in it: few modules are quick to check against.
 */
export class SessionPage {
  readonly space: Space;
  /** The page's place among the modules of its space, from 0. */
  readonly number: number;
  /** The pages whose names this one uses. */
  readonly uses = new Set<SessionPage>();
  readonly #cells: string[] = [];
  readonly #taken = new Map<string, string>();
  readonly #names = new Set<string>();
  readonly #words = new Set<string>();
  #jsxHead = "";
  #augments = false;
  #closed = false;
  #size = 0;

  constructor(space: Space, number: number) {
    this.space = space;
    this.number = number;
  }

  /** Whether a cell of it changes what is global, so that it matters without any name. */
  get augments(): boolean {
    return this.#augments;
  }

  /** Whether a cell can follow those on the page without changing what their names mean. */
  takes({ declarations }: ReadCell): boolean {
    if (this.#closed || this.#size > FULL || !declarations.mixes) return false;
    return [...declarations.names.keys()].every((name) => !this.#words.has(name));
  }

  add({ code, jsxHead, declarations, words }: PlacedCell, ownerOf: OwnerOf): void {
    this.#jsxHead = jsxHead;
    this.#closed = !declarations.mixes;
    this.#augments ||= declarations.augments;
    this.#size += code.length;
    for (const word of words) this.#use(word, { declarations, owner: ownerOf(word) });
    for (const name of declarations.names.keys())
      if (!declarations.exported.has(name)) this.#names.add(name);
    this.#cells.push(code);
  }

  /** The cell that holds a place in the module's text, and the place in it. */
  cellAt(offset: number): { readonly code: string; readonly at: number } | undefined {
    let start = this.#head.length;
    for (const code of this.#cells) {
      if (offset >= start && offset <= start + code.length) return { code, at: offset - start };
      start += code.length + BETWEEN.length;
    }
    return;
  }

  /** Where a cell of the page begins in the module's text. */
  startOf(cell: string): number | undefined {
    let start = this.#head.length;
    for (const code of this.#cells) {
      if (code === cell) return start;
      start += code.length + BETWEEN.length;
    }
    return;
  }

  /** The module's text. */
  get text(): string {
    return `${this.#head}${this.#cells.join(BETWEEN)}\n${exportsOf(this.#names)}`;
  }

  get #head(): string {
    return `${this.#jsxHead}${headOf(this.space)}${[...this.#taken.values()].join("\n")}\n`;
  }

  #use(
    word: string,
    { declarations, owner }: { declarations: CellDeclarations; owner?: Owner | undefined },
  ) {
    this.#words.add(word);
    if (owner === undefined || owner.page === this || declarations.names.has(word)) return;
    this.uses.add(owner.page);
    this.#taken.set(word, takeover(word, owner));
  }
}

/** How a module takes over a name of the session. */
export function takeover(name: string, { page, declaration }: Owner): string {
  const { takeover, comment } = declaration;
  const place = `${moduleOf(page.space)}.page_${page.number}.${name}`;
  if (takeover === "import") return `import ${name} = ${place};`;
  return `${comment}declare ${takeover} ${name}: typeof ${place};`;
}

export function exportsOf(names: Iterable<string>): string {
  return `export { ${[...names].join(", ")} };\n`;
}
