import type { CompilerOptions } from "../language/tsconfig.js";
import { jsxHead } from "./jsx-head.js";
import { type ReadCell, readCell } from "./read-cell.js";
import { exportsOf, type Owner, SessionPage, takeover } from "./session-page.js";
import { headOf, type Space } from "./spaces.js";

/** The text of a virtual module made of a cell; the cell's own text starts at `offset`. */
export interface CellModule {
  readonly text: string;
  readonly offset: number;
}

export interface ModuleOptions {
  /** Take over every variable of the session, not only those that the cell names. */
  readonly everyName?: boolean;
}

export interface SessionCellsOptions {
  readonly space?: Space;
  /** Where a name is looked for that no cell here declares. */
  readonly outer?: SessionCells;
  /** The options of the notebook's tsconfig.json. */
  readonly options?: () => CompilerOptions;
}

/**
 * Cells on pages, each a module. A cell sees the newest declaration of each name; a name that it
 * declares itself is its own. Pages that nothing leads to any more are used again.
 */
export class SessionCells {
  readonly #space: Space;
  readonly #outer: SessionCells | undefined;
  readonly #options: () => CompilerOptions;
  readonly #owners = new Map<string, Owner>();
  readonly #pages: (SessionPage | undefined)[] = [];
  #current: SessionPage | undefined;

  constructor({ space = "session", outer, options }: SessionCellsOptions = {}) {
    this.#space = space;
    this.#outer = outer;
    this.#options = options ?? (outer ? outer.#options : () => ({}));
  }

  add(code: string): void {
    const cell = readCell(code);
    const { names, augments } = cell.declarations;
    if (names.size === 0 && !augments) return;
    const page = this.#current?.takes(cell) ? this.#current : this.#newPage();
    page.add({ ...cell, jsxHead: this.#jsxHead(cell) }, (name) => this.#ownerOf(name));
    for (const [name, declaration] of names) {
      // Deleted first, so that the map keeps the order in which the names were last declared.
      this.#owners.delete(name);
      this.#owners.set(name, { page, declaration });
    }
  }

  /** Forgets pages that no later cell can reach; a module made before may still name them. */
  sweep(): void {
    const live = this.#live();
    for (const each of this.#pages)
      if (each && !live.has(each)) this.#pages[each.number] = undefined;
  }

  /** Forgets all cells. */
  forget(): void {
    this.#owners.clear();
    this.#pages.length = 0;
    this.#current = undefined;
  }

  /** The module that `code` makes as the next cell. */
  next(code: string, { everyName = false }: ModuleOptions = {}): CellModule {
    const cell = readCell(code);
    const own = cell.declarations;
    const prelude = this.#prelude(cell, everyName);
    // A statement of its own ends the imports: right after one, TypeScript completes imports only.
    // On its line a comment would belong to it, and not to what the cell declares first.
    const start = own.isObject ? "(" : "";
    const head = `${this.#jsxHead(cell)}${headOf(this.#space)}${prelude.join("\n")}\n;\n${start}`;
    const exported = [...own.names.keys()].filter((name) => !own.exported.has(name));
    const end = own.isObject ? "\n);" : "";
    return { text: `${head}${code}${end}\n${exportsOf(exported)}`, offset: head.length };
  }

  /** The texts of the pages, by number. */
  pages(): readonly string[] {
    return this.#pages.map((page) => page?.text ?? headOf(this.#space));
  }

  page(number: number): SessionPage | undefined {
    return this.#pages[number];
  }

  /** How the next cell takes over a name, if it is one of these cells. */
  takeoverOf(name: string): string | undefined {
    const owner = this.#ownerOf(name);
    return owner && takeover(name, owner);
  }

  /** Where a cell stands: the numbers of the pages, and the places in their texts. */
  placesOf(code: string): readonly { readonly page: number; readonly start: number }[] {
    return this.#pages.flatMap((page, number) => {
      const start = page?.startOf(code);
      return start === undefined ? [] : [{ page: number, start }];
    });
  }

  /** Every name has one owner: the innermost cells that declare it. */
  #prelude({ declarations, words }: ReadCell, everyName: boolean): readonly string[] {
    const prelude: string[] = [];
    for (const name of everyName ? this.#names() : words) {
      const owner = declarations.names.has(name) ? undefined : this.#ownerOf(name);
      if (owner) prelude.push(takeover(name, owner));
    }
    return prelude;
  }

  #names(): ReadonlySet<string> {
    const outer = this.#outer ? this.#outer.#names() : [];
    return new Set([...outer, ...this.#owners.keys()]);
  }

  #ownerOf(name: string): Owner | undefined {
    const own = this.#owners.get(name);
    if (own !== undefined || this.#outer === undefined) return own;
    return this.#outer.#ownerOf(name);
  }

  #jsxHead({ code, declarations }: ReadCell): string {
    return declarations.isTsx ? jsxHead(code, this.#options()) : "";
  }

  #newPage(): SessionPage {
    const unused = this.#pages.indexOf(undefined);
    const page = new SessionPage(this.#space, unused < 0 ? this.#pages.length : unused);
    this.#pages[page.number] = page;
    this.#current = page;
    return page;
  }

  /** The pages that a later cell can still reach. */
  #live(): ReadonlySet<SessionPage> {
    const live = new Set<SessionPage>();
    const reach = (page: SessionPage): void => {
      if (live.has(page)) return;
      live.add(page);
      page.uses.forEach(reach);
    };
    if (this.#current) reach(this.#current);
    for (const page of this.#pages) if (page?.augments) reach(page);
    for (const { page } of this.#owners.values()) reach(page);
    return live;
  }
}
