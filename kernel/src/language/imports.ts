import type { ImportDeclaration, ImportDefaultSpecifier, ImportSpecifier, Program } from "acorn";
import type MagicString from "magic-string";
import { exportedName } from "./exported-name.js";
import { walk } from "./walk.js";

type ExportFrom = Extract<
  Program["body"][number],
  { type: "ExportNamedDeclaration" | "ExportAllDeclaration" }
>;

/**
 * The code that stands for each name that a cell imports from a file: a property of what the import
 * gave, which follows the file when it is loaded anew.
 */
export function liveImports(
  program: Program,
  isFile: (specifier: string) => boolean,
): Map<string, string> {
  const owners = new Map<string, string>();
  for (const statement of program.body) {
    if (statement.type !== "ImportDeclaration" || !isFile(String(statement.source.value))) continue;
    for (const specifier of statement.specifiers) {
      if (specifier.type === "ImportNamespaceSpecifier") continue;
      const member = JSON.stringify(importedName(specifier));
      owners.set(specifier.local.name, `${variableOf(statement)}[${member}]`);
    }
  }
  return owners;
}

function variableOf({ start }: ImportDeclaration): string {
  return `ºimport${start}`;
}

type NamedSpecifier = ImportDefaultSpecifier | ImportSpecifier;

function importedName(specifier: NamedSpecifier): string {
  return specifier.type === "ImportSpecifier" ? exportedName(specifier.imported) : "default";
}

/** Turns the imports of a cell into awaited dynamic imports and moves them to its start. */
export function moveImports(
  program: Program,
  text: MagicString,
  live: ReadonlyMap<string, string>,
): void {
  if (!program.body.some(({ type }) => /^(Import|Export)/.test(type))) return;
  const read = valueNames(program);
  const rest = program.body.findIndex(({ type }) => type !== "ImportDeclaration");
  program.body.forEach((statement, index) => {
    if (statement.type === "ImportDeclaration") {
      text.update(statement.start, statement.end, importCode(statement, { text, read, live }));
      if (index > rest && rest >= 0) {
        text.move(statement.start, statement.end, program.body[rest]!.start);
      }
    } else if (isExportFrom(statement) && statement.source) {
      text.update(statement.start, statement.end, `await ${load(statement, text)};`);
    }
  });
}

function isExportFrom(statement: Program["body"][number]): statement is ExportFrom {
  return statement.type === "ExportNamedDeclaration" || statement.type === "ExportAllDeclaration";
}

interface ImportContext {
  readonly text: MagicString;
  readonly read: ReadonlySet<string>;
  readonly live: ReadonlyMap<string, string>;
}

/**
 * A name that a module lacks is an error only where it is used as a value: without `type`, an
 * imported interface looks the same as a constant.
 */
function importCode(statement: ImportDeclaration, { text, read, live }: ImportContext): string {
  const names: string[] = [];
  const needed: string[] = [];
  const parts: string[] = [];
  let namespace = "";
  for (const specifier of statement.specifiers) {
    const local = specifier.local.name;
    if (specifier.type === "ImportNamespaceSpecifier") {
      namespace = local;
      continue;
    }
    const imported = importedName(specifier);
    names.push(imported);
    if (read.has(local)) needed.push(imported);
    if (!live.has(local)) parts.push(`${JSON.stringify(imported)}: ${local}`);
  }
  const loaded = `await ${load(statement, text, [names, needed])}`;
  if (names.length > parts.length) {
    const variable = variableOf(statement);
    return `const ${variable} = ${loaded};${namespace && ` const ${namespace} = ${variable};`}`;
  }
  if (namespace === "" && parts.length === 0) return `${loaded};`;
  const module = `const ${namespace || `{ ${parts.join(", ")} }`} = ${loaded};`;
  if (namespace === "" || parts.length === 0) return module;
  return `${module} const { ${parts.join(", ")} } = ${namespace};`;
}

function load(
  { source, attributes }: ImportDeclaration | ExportFrom,
  text: MagicString,
  names: readonly [string[], string[]] = [[], []],
): string {
  const pairs = attributes.map(({ start, end }) => text.original.slice(start, end));
  const options = pairs.length > 0 ? `, { with: { ${pairs.join(", ")} } }` : "";
  const specifier = JSON.stringify(source!.value);
  return `ºimport(() => import(${specifier}${options}), ${specifier}, ${JSON.stringify(names)})`;
}

/** Every identifier outside of import and export lists. */
function valueNames(program: Program): Set<string> {
  const names = new Set<string>();
  walk(program, (node, parent) => {
    if (node.type !== "Identifier") return;
    if (/^(Import|Export).*Specifier$/.test(parent?.type ?? "")) return;
    if (parent?.type === "MemberExpression" && parent.property === node && !parent.computed) return;
    names.add(node.name);
  });
  return names;
}
