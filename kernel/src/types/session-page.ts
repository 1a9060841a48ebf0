import type { CellDeclaration, CellDeclarations } from "./cell-declarations.js";
import { SESSION, VIRTUAL } from "./project.js";

/** Characters after which a page takes no further cell. */
const FULL = 6_000;

/** With which every module of the session begins, so that its imports never change. */
export const HEAD = `import * as ${SESSION} from "./${SESSION}";\n`;

/** A cell that ran, ready to be put on a page. */
export interface RanCell {
  readonly code: string;
  readonly declarations: CellDeclarations;
  /** Every word in it that may be a name. */
  readonly words: ReadonlySet<string>;
}

/** A name of the session: the page that has it, and how it was declared. */
export interface Owner {
  readonly page: SessionPage;
  readonly declaration: CellDeclaration;
}

/**
 * A module of cells that ran, one after the other. A page holds as many cells as one module can
 * without a name meaning two things in it: few modules are quick to check against.
 */
export class SessionPage {
  /** The page's place among the session's modules, from 0. */
  readonly number: number;
  /** The pages whose names this one uses. */
  readonly uses = new Set<SessionPage>();
  readonly #cells: string[] = [];
  readonly #taken = new Map<string, string>();
  readonly #names = new Set<string>();
  readonly #words = new Set<string>();
  #augments = false;
  #closed = false;
  #size = 0;

  constructor(number: number) {
    this.number = number;
  }

  /** The name of its module. */
  get name(): string {
    return `${VIRTUAL}page_${this.number}`;
  }

  /** Whether a cell of it changes what is global, so that it matters without any name. */
  get augments(): boolean {
    return this.#augments;
  }

  /** Whether a cell can follow those on the page without changing what their names mean. */
  takes({ declarations }: RanCell): boolean {
    if (this.#closed || this.#size > FULL || !declarations.mixes) return false;
    return [...declarations.names.keys()].every((name) => !this.#words.has(name));
  }

  add({ code, declarations, words }: RanCell, owners: ReadonlyMap<string, Owner>): void {
    this.#closed = !declarations.mixes;
    this.#augments ||= declarations.augments;
    this.#size += code.length;
    for (const word of words) this.#use(word, { declarations, owner: owners.get(word) });
    for (const name of declarations.names.keys())
      if (!declarations.exported.has(name)) this.#names.add(name);
    this.#cells.push(code);
  }

  /** The module's text. */
  get text(): string {
    const cells = this.#cells.join("\n;\n");
    return `${HEAD}${[...this.#taken.values()].join("\n")}\n${cells}\n${exportsOf(this.#names)}`;
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
  const place = `${SESSION}.${exportName(page.number)}.${name}`;
  if (takeover === "import") return `import ${name} = ${place};`;
  return `${comment}declare ${takeover} ${name}: typeof ${place};`;
}

/** The module through which all pages are reached; one text as long as `count` stays the same. */
export function sessionModule(count: number): string {
  const numbers = Array.from({ length: count }, (_, number) => number);
  return numbers
    .map((number) => `export * as ${exportName(number)} from "./${VIRTUAL}page_${number}";`)
    .join("\n");
}

export function exportsOf(names: Iterable<string>): string {
  return `export { ${[...names].join(", ")} };\n`;
}

function exportName(number: number): string {
  return `page_${number}`;
}
