import type { Program } from "acorn";
import type MagicString from "magic-string";
import { exportedName } from "./exported-name.js";
import { importReferences } from "./import-references.js";

/** One import of a module, as its function makes it. */
export interface ModuleImport {
  /** The variable that holds the other module's namespace. */
  readonly local: string;
  readonly specifier: string;
  /** The names without which the module cannot run. */
  readonly needed: readonly string[];
  /** Whether all of its names are exported again. */
  readonly star: boolean;
}

export interface ModuleImports {
  readonly imports: readonly ModuleImport[];
  /** The code that stands for each imported name. */
  readonly owners: ReadonlyMap<string, string>;
}

/** Takes the imports out of a module and makes its uses of imported names properties of them. */
export function moduleImports(program: Program, text: MagicString): ModuleImports {
  const imports: (ModuleImport & { needed: string[] })[] = [];
  const owners = new Map<string, string>();
  const imported = new Map<string, { name: string; needed: string[] }>();
  for (const statement of program.body) {
    if (!("source" in statement) || !statement.source) continue;
    const local = `ºimport${imports.length + 1}`;
    const needed: string[] = [];
    const star = statement.type === "ExportAllDeclaration" && statement.exported === null;
    imports.push({ local, specifier: String(statement.source.value), needed, star });
    if (statement.type !== "ImportDeclaration") continue;
    for (const specifier of statement.specifiers) {
      const name = specifier.local.name;
      if (specifier.type === "ImportNamespaceSpecifier") owners.set(name, local);
      else {
        const key =
          specifier.type === "ImportSpecifier" ? exportedName(specifier.imported) : "default";
        owners.set(name, `${local}[${JSON.stringify(key)}]`);
        imported.set(name, { name: key, needed });
      }
    }
    text.remove(statement.start, statement.end);
  }
  if (owners.size === 0) return { imports, owners };
  importReferences(program, text, (name) => {
    const one = imported.get(name);
    if (one && !one.needed.includes(one.name)) one.needed.push(one.name);
    return owners.get(name);
  });
  return { imports, owners };
}
