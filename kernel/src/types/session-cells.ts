import { type CellDeclarations, cellDeclarations } from "./cell-declarations.js";
import {
  exportsOf,
  HEAD,
  type Owner,
  type RanCell,
  SessionPage,
  takeover,
} from "./session-page.js";

/** The text of a virtual module made of a cell; the cell's own text starts at `offset`. */
export interface CellModule {
  readonly text: string;
  readonly offset: number;
}

export interface ModuleOptions {
  /** Take over every variable of the session, not only those that the cell names. */
  readonly everyName?: boolean;
}

const IDENTIFIERS = /[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*/gu;

/**
 * The cells that ran, on pages, each a module. A cell sees the newest declaration of each name; a
 * name that it declares itself is its own. Pages that nothing leads to any more are used again.
 */
export class SessionCells {
  readonly #owners = new Map<string, Owner>();
  readonly #pages: (SessionPage | undefined)[] = [];
  #current: SessionPage | undefined;
  #last: { readonly code: string; readonly declarations: CellDeclarations } | undefined;

  add(code: string): void {
    const declarations = this.#declarations(code);
    if (declarations.names.size === 0 && !declarations.augments) return;
    const cell: RanCell = { code, declarations, words: wordsOf(code) };
    const page = this.#current?.takes(cell) ? this.#current : this.#newPage();
    page.add(cell, this.#owners);
    for (const [name, declaration] of declarations.names) {
      // Deleted first, so that the map keeps the order in which the names were last declared.
      this.#owners.delete(name);
      this.#owners.set(name, { page, declaration });
    }
    const live = this.#live(page);
    for (const each of this.#pages)
      if (each && !live.has(each)) this.#pages[each.number] = undefined;
  }

  /** The module that `code` makes as the next cell. */
  next(code: string, { everyName = false }: ModuleOptions = {}): CellModule {
    const own = this.#declarations(code);
    const used = wordsOf(code);
    const prelude: string[] = [];
    for (const [name, owner] of this.#owners) {
      if (own.names.has(name) || !(everyName || used.has(name))) continue;
      prelude.push(takeover(name, owner));
    }
    const head = `${HEAD}${prelude.join("\n")}\n`;
    const exported = [...own.names.keys()].filter((name) => !own.exported.has(name));
    return { text: `${head}${code}\n${exportsOf(exported)}`, offset: head.length };
  }

  /** The texts of the session's modules, by number. */
  pages(): readonly string[] {
    return this.#pages.map((page) => page?.text ?? HEAD);
  }

  /** A cell is checked and then added: what it declares is found out once. */
  #declarations(code: string): CellDeclarations {
    if (this.#last?.code !== code) this.#last = { code, declarations: cellDeclarations(code) };
    return this.#last.declarations;
  }

  #newPage(): SessionPage {
    const unused = this.#pages.indexOf(undefined);
    const page = new SessionPage(unused < 0 ? this.#pages.length : unused);
    this.#pages[page.number] = page;
    this.#current = page;
    return page;
  }

  /** The pages that a later cell can still reach. */
  #live(newest: SessionPage): ReadonlySet<SessionPage> {
    const live = new Set<SessionPage>();
    const reach = (page: SessionPage): void => {
      if (live.has(page)) return;
      live.add(page);
      page.uses.forEach(reach);
    };
    reach(newest);
    for (const page of this.#pages) if (page?.augments) reach(page);
    for (const { page } of this.#owners.values()) reach(page);
    return live;
  }
}

function wordsOf(code: string): ReadonlySet<string> {
  return new Set(code.match(IDENTIFIERS));
}
