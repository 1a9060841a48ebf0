import type { Comment, Statement } from "oxc-parser";
import { mayBeObject } from "../language/may-be-object.js";
import { bindingNames, hoistedNames } from "./binding-names.js";
import { parseModule } from "./parse-module.js";

/**
 * How a later cell takes over a name: `import` from the cell's module (a class, enum, namespace,
 * function, type or import, so that its identity is kept), or `let` or `const` of the variable's
 * type (so that it can be assigned to).
 */
export type Takeover = "import" | "let" | "const";

export interface CellDeclaration {
  readonly takeover: Takeover;
  /** The documentation comment of a variable; other takeovers bring theirs along. */
  readonly comment: string;
}

export interface CellDeclarations {
  readonly names: ReadonlyMap<string, CellDeclaration>;
  /** Names that the cell itself exports. */
  readonly exported: ReadonlySet<string>;
  /** Whether the cell changes what is global, so that it matters without any name. */
  readonly augments: boolean;
  /** Whether it can be followed by others in one module: it has no mistake, no JSX and exports nothing. */
  readonly mixes: boolean;
  /** Whether it is TypeScript only as in a `.tsx` file. */
  readonly isTsx: boolean;
  /** Whether it is an object literal, which the grammar takes for a block. */
  readonly isObject: boolean;
}

/** What a cell declares at its top level; of incomplete code, what its declaring words name. */
export function cellDeclarations(code: string): CellDeclarations {
  const object = mayBeObject(code) ? parseModule(`(${code}\n)`) : undefined;
  const isObject = object?.errors.length === 0;
  const { program, comments, errors, isTsx } = isObject ? object : parseModule(code);
  const collector = new Collector(code, comments);
  collector.isObject = isObject;
  collector.isTsx = isTsx;
  collector.mixes = errors.length === 0 && !isTsx;
  for (const statement of program.body) collector.visit(statement);
  for (const name of hoistedNames(program)) collector.declare(name, "let");
  if (program.body.length === 0) declareFromWords(code, collector);
  return collector;
}

class Collector implements CellDeclarations {
  readonly names = new Map<string, CellDeclaration>();
  readonly exported = new Set<string>();
  augments = false;
  mixes = true;
  isTsx = false;
  isObject = false;
  readonly #code: string;
  readonly #docs: readonly Comment[];

  constructor(code: string, comments: readonly Comment[]) {
    this.#code = code;
    this.#docs = comments.filter(({ type, value }) => type === "Block" && value.startsWith("*"));
  }

  declare(name: string, takeover: Takeover, comment = ""): void {
    const known = this.names.get(name);
    // A name with both a value and a type (`const X`, `type X`) is one import that brings both.
    if (known === undefined) this.names.set(name, { takeover, comment });
    else if (takeover === "import") this.names.set(name, { takeover, comment: "" });
  }

  visit(statement: Statement, start = statement.start): void {
    switch (statement.type) {
      case "VariableDeclaration": {
        const takeover = statement.kind === "let" || statement.kind === "var" ? "let" : "const";
        const comment = this.#commentBefore(start);
        for (const { id } of statement.declarations)
          for (const name of bindingNames(id)) this.declare(name, takeover, comment);
        break;
      }
      case "FunctionDeclaration":
      case "TSDeclareFunction":
      case "ClassDeclaration":
      case "TSEnumDeclaration":
      case "TSInterfaceDeclaration":
      case "TSTypeAliasDeclaration":
        if (statement.id) this.declare(statement.id.name, "import");
        break;
      case "TSModuleDeclaration":
        this.#visitNamespace(statement.id);
        break;
      case "TSImportEqualsDeclaration":
        this.declare(statement.id.name, "import");
        break;
      case "ImportDeclaration":
        for (const { local } of statement.specifiers) this.declare(local.name, "import");
        break;
      case "ExportAllDeclaration":
      case "TSExportAssignment":
        this.mixes = false;
        break;
      case "ExportNamedDeclaration":
        this.mixes = false;
        if (statement.declaration) this.#visitExported(statement.declaration, start);
        for (const { exported } of statement.specifiers) this.exported.add(this.#textOf(exported));
        break;
      case "ExportDefaultDeclaration":
        this.mixes = false;
        this.visit(statement.declaration as Statement, start);
        break;
    }
  }

  #visitExported(declaration: Statement, start: number): void {
    const before = new Set(this.names.keys());
    this.visit(declaration, start);
    for (const name of this.names.keys()) if (!before.has(name)) this.exported.add(name);
  }

  #visitNamespace(id: {
    readonly type: string;
    readonly start: number;
    readonly end: number;
  }): void {
    const name = this.#textOf(id).split(/[.\s]/, 1)[0] ?? "";
    if (id.type === "Literal" || name === "global") {
      this.augments = true;
      this.mixes = false;
    } else this.declare(name, "import");
  }

  #commentBefore(start: number): string {
    const comment = this.#docs.filter(({ end }) => end <= start).at(-1);
    const adjacent = comment !== undefined && this.#code.slice(comment.end, start).trim() === "";
    return adjacent ? this.#textOf(comment) : "";
  }

  #textOf({ start, end }: { readonly start: number; readonly end: number }): string {
    return this.#code.slice(start, end);
  }
}

const DECLARING_WORDS =
  /\b(const|let|var|function\*?|class|enum|interface|type|namespace)\s+([\p{ID_Start}$_][\p{ID_Continue}$]*)/gu;

function declareFromWords(code: string, collector: Collector): void {
  for (const [, word = "", name = ""] of code.matchAll(DECLARING_WORDS)) {
    const variable = word === "const" || word === "let" || word === "var";
    collector.declare(name, variable ? "let" : "import");
  }
}
