import type { ExportDefaultDeclaration, ExportNamedDeclaration, Program } from "acorn";
import type MagicString from "magic-string";
import { exportedName } from "./exported-name.js";
import { boundNames } from "./names.js";
import { anonymousDefault } from "./result.js";

/** Takes the exports out of a module; gives the accessors of an object that stand for them. */
export function moduleExports(
  program: Program,
  text: MagicString,
  owners: ReadonlyMap<string, string>,
): string[] {
  const exported = new Map<string, string>();
  let sources = 0;
  for (const statement of program.body) {
    const source = "source" in statement && statement.source ? `ºimport${++sources}` : undefined;
    if (statement.type === "ExportAllDeclaration") {
      if (statement.exported) exported.set(exportedName(statement.exported), source!);
      text.remove(statement.start, statement.end);
    } else if (statement.type === "ExportDefaultDeclaration") {
      exported.set("default", defaultExport(statement, text));
    } else if (statement.type === "ExportNamedDeclaration") {
      for (const [name, code] of namedExports(statement, { source, owners })) {
        exported.set(name, code);
      }
      const end = statement.declaration?.start ?? statement.end;
      text.remove(statement.start, end);
    }
  }
  return [...exported].map(([name, code]) => `get ${JSON.stringify(name)}() { return ${code} }`);
}

interface NamedOptions {
  readonly source: string | undefined;
  readonly owners: ReadonlyMap<string, string>;
}

function namedExports(
  { declaration, specifiers }: ExportNamedDeclaration,
  { source, owners }: NamedOptions,
): [string, string][] {
  if (declaration?.type === "VariableDeclaration") {
    const names = declaration.declarations.flatMap(({ id }) => boundNames(id));
    return names.map((name) => [name, name]);
  }
  if (declaration) return boundNames(declaration.id).map((name) => [name, name]);
  return specifiers.map(({ local, exported }) => {
    const name = exportedName(local);
    const code = source ? `${source}[${JSON.stringify(name)}]` : (owners.get(name) ?? name);
    return [exportedName(exported), code];
  });
}

/** Gives what the default export is called in the module. */
function defaultExport(statement: ExportDefaultDeclaration, text: MagicString): string {
  const value = anonymousDefault(statement);
  if (value === undefined) {
    text.remove(statement.start, statement.declaration.start);
    const { id } = statement.declaration as { id: { name: string } };
    return id.name;
  }
  // As a property's value, a function or a class gets the name "default".
  text.update(statement.start, value.start, "const $default = { default: ");
  text.appendLeft(value.end, " }.default;");
  return "$default";
}
