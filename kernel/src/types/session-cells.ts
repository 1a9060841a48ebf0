import { type CellDeclarations, cellDeclarations } from "./cell-declarations.js";

/** The text of a virtual module made of a cell; the cell's own text starts at `offset`. */
export interface CellModule {
  readonly text: string;
  readonly offset: number;
}

interface SessionCell {
  readonly name: string;
  readonly text: string;
  readonly declarations: CellDeclarations;
  /** The cells whose names this one uses. */
  readonly uses: readonly SessionCell[];
}

export interface ModuleOptions {
  /** Take over every variable of the session, not only those that the cell names. */
  readonly everyName?: boolean;
}

const IDENTIFIERS = /[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*/gu;

/**
 * The cells that ran, each a module. A cell sees the newest declaration of each name; a name that
 * it declares itself is its own. Cells that nothing leads to any more are forgotten.
 */
export class SessionCells {
  readonly #prefix: string;
  readonly #owners = new Map<string, SessionCell>();
  #augmenting: readonly SessionCell[] = [];
  #count = 0;

  /** `prefix` starts the names of the cells' modules. */
  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  add(code: string): void {
    const declarations = cellDeclarations(code);
    if (declarations.names.size === 0 && !declarations.augments) return;
    const own = declarations.names;
    const owners = new Set(wordsOf(code).map((word) => this.#owners.get(word)));
    const cell: SessionCell = {
      name: `${this.#prefix}${++this.#count}`,
      text: this.#module(code, { own: declarations, everyName: false }).text,
      declarations,
      uses: [...owners].filter((owner) => owner !== undefined),
    };
    for (const name of own.keys()) {
      // Deleted first, so that the map keeps the order in which the names were last declared.
      this.#owners.delete(name);
      this.#owners.set(name, cell);
    }
    if (declarations.augments) this.#augmenting = [...this.#augmenting, cell];
  }

  /** The module that `code` makes as the next cell. */
  next(code: string, { everyName = false }: ModuleOptions = {}): CellModule {
    const module = this.#module(code, { own: cellDeclarations(code), everyName });
    // All live cells are imported, so that what the program consists of changes rarely.
    const imports = this.live().map(({ name }) => `import "./${name}";`);
    const head = `${imports.join(" ")}\n`;
    return { text: head + module.text, offset: head.length + module.offset };
  }

  /** The modules that a later cell can still reach, oldest first. */
  live(): readonly { readonly name: string; readonly text: string }[] {
    const live = new Set<SessionCell>();
    const reach = (cell: SessionCell): void => {
      if (live.has(cell)) return;
      cell.uses.forEach(reach);
      live.add(cell);
    };
    for (const cell of [...this.#augmenting, ...this.#owners.values()]) reach(cell);
    return [...live];
  }

  #module(code: string, { own, everyName }: { own: CellDeclarations; everyName: boolean }) {
    const used = new Set(wordsOf(code));
    const prelude: string[] = [];
    for (const [name, cell] of this.#owners) {
      if (own.names.has(name) || !(everyName || used.has(name))) continue;
      prelude.push(takeover(name, cell));
    }
    const exported = [...own.names.keys()].filter((name) => !own.exported.has(name));
    const head = `${prelude.join("\n")}\n`;
    return { text: `${head}${code}\nexport { ${exported.join(", ")} };\n`, offset: head.length };
  }
}

function takeover(name: string, cell: SessionCell): string {
  const declaration = cell.declarations.names.get(name);
  if (declaration === undefined || declaration.takeover === "import")
    return `import { ${name} } from "./${cell.name}";`;
  const { takeover, comment } = declaration;
  if (typeof takeover === "object") return takeover.statement;
  return `${comment}declare ${takeover} ${name}: typeof import("./${cell.name}").${name};`;
}

function wordsOf(code: string): readonly string[] {
  return code.match(IDENTIFIERS) ?? [];
}
