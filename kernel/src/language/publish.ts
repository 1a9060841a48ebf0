import type { AnyNode, Node, Program } from "acorn";
import type MagicString from "magic-string";
import { boundNames, declaredNames } from "./names.js";
import { anonymousDefault, type TopStatement } from "./result.js";

interface PublishOptions {
  readonly text: MagicString;
  readonly isOwn: (name: string) => boolean;
  /** The code that stands for names which are not variables of the cell. */
  readonly live: ReadonlyMap<string, string>;
  /** Statements whose names are not the cell's. */
  readonly foreign: ReadonlySet<Node>;
}

/**
 * Puts a cell's top-level names on its namespace: functions at once, everything else when its
 * statement has run, so that a cell which fails half-way gives what it reached.
 */
export function publishNames(
  program: Program,
  top: readonly TopStatement[],
  { text, isOwn, live, foreign }: PublishOptions,
): void {
  const statements = top.filter((statement) => !foreign.has(statement));
  const functions = new Set<string>();
  const all = [...program.body.filter((statement) => !foreign.has(statement)), ...statements];
  for (const statement of all) {
    const node = declarationOf(statement);
    if (node?.type === "FunctionDeclaration" && node.id) functions.add(node.id.name);
  }
  text.prependLeft(0, publication([...functions].filter(isOwn), live));
  for (const statement of statements) {
    const names = statementNames(statement).filter(isOwn);
    // After the statement's own closing text, before anything that follows it.
    if (names.length > 0) text.appendLeft(statement.end, publication(names, live));
    dropExport(statement, text);
  }
}

/** The code that publishes `names`: accessors, so that later cells share the binding itself. */
export function publication(
  names: readonly string[],
  live: ReadonlyMap<string, string> = new Map(),
): string {
  if (names.length === 0) return "";
  const accessors = names.map((name) => {
    const code = live.get(name) ?? name;
    return `get ${name}() { return ${code} }, set ${name}(ºvalue) { ${code} = ºvalue }`;
  });
  return ` ºpublish({ ${accessors.join(", ")} });`;
}

const publicationCode =
  / ºpublish\(\{ (get (\S+)\(\) \{ return (\S+) \}, set \2\(ºvalue\) \{ \3 = ºvalue \}(, )?)+ \}\);/g;

/** Where `code` publishes names: the start and the end of each place. */
export function publications(code: string): [start: number, end: number][] {
  return [...code.matchAll(publicationCode)].map(({ 0: { length }, index }) => {
    return [index, index + length];
  });
}

function declarationOf(statement: TopStatement): AnyNode | undefined {
  if (statement.type === "ExportNamedDeclaration") return statement.declaration ?? undefined;
  if (statement.type === "ExportDefaultDeclaration") return statement.declaration as AnyNode;
  return statement;
}

function statementNames(statement: TopStatement): string[] {
  if (statement.type === "ImportDeclaration") {
    return statement.specifiers.flatMap(({ local }) => boundNames(local));
  }
  const node = declarationOf(statement);
  return node && !/^Export/.test(node.type) ? declaredNames(node) : [];
}

/** `export` in front of a declaration means nothing in a notebook. */
function dropExport(statement: TopStatement, text: MagicString): void {
  if (statement.type === "ExportNamedDeclaration") {
    const { declaration } = statement;
    if (declaration) text.remove(statement.start, declaration.start);
    else if (!statement.source) text.remove(statement.start, statement.end);
  } else if (statement.type === "ExportDefaultDeclaration") {
    const value = anonymousDefault(statement);
    text.update(statement.start, statement.declaration.start, value ? "(" : "/**/ ");
    if (value) text.appendLeft(value.end, ");");
  }
}
