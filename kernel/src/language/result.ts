import type { AnyNode, ExportDefaultDeclaration, Node, Program } from "acorn";
import type MagicString from "magic-string";

/** A statement at the top of a cell. */
export type TopStatement = Program["body"][number];

/**
 * The statements at the top of a cell. The transpiler lowers a top-level `using` into a
 * `try` around the whole cell; its statements are the cell's own then.
 */
export function topStatements(program: Program): TopStatement[] {
  return program.body.flatMap((statement): TopStatement[] =>
    isDisposal(statement) ? statement.block.body : [statement],
  );
}

type TryStatement = Extract<AnyNode, { type: "TryStatement" }>;

function isDisposal(statement: AnyNode): statement is TryStatement {
  if (statement.type !== "TryStatement") return false;
  const first = statement.finalizer?.body[0];
  const init = first?.type === "VariableDeclaration" ? first.declarations[0]?.init : undefined;
  const call = init ?? (first?.type === "ExpressionStatement" ? first.expression : undefined);
  return call?.type === "CallExpression" && /^__callDispose/.test(calleeName(call.callee));
}

function calleeName(callee: AnyNode): string {
  return callee.type === "Identifier" ? callee.name : "";
}

interface ResultOptions {
  readonly text: MagicString;
  readonly isOwn: (name: string) => boolean;
  /** Statements whose value is not the cell's. */
  readonly foreign: ReadonlySet<Node>;
}

/** Makes the cell hand over the value of its last statement, if that is an expression. */
export function captureResult(
  statements: readonly TopStatement[],
  { text, isOwn, foreign }: ResultOptions,
): void {
  const own = statements.filter((statement) => isLasting(statement) && !isHelper(statement, isOwn));
  const last = own.at(-1);
  const value = last && !foreign.has(last) && expressionOf(last);
  if (value) text.prependRight(value.start, "ºresult((").appendLeft(value.end, "))");
}

/** Neither empty nor one that only declares what is exported or imported. */
function isLasting(statement: TopStatement): boolean {
  if (statement.type === "ExportNamedDeclaration") return statement.declaration != null;
  return !/^(EmptyStatement|ImportDeclaration|ExportAllDeclaration)$/.test(statement.type);
}

/** A call that the transpiler added, as it does after a decorated class. */
function isHelper(statement: TopStatement, isOwn: (name: string) => boolean): boolean {
  if (statement.type !== "ExpressionStatement") return false;
  const { expression } = statement;
  const call = expression.type === "AssignmentExpression" ? expression.right : expression;
  const name = call.type === "CallExpression" ? calleeName(call.callee) : "";
  return name.startsWith("__") && !isOwn(name);
}

function expressionOf(statement: TopStatement): AnyNode | undefined {
  if (statement.type === "ExpressionStatement") return statement.expression;
  if (statement.type === "ExportDefaultDeclaration") return anonymousDefault(statement);
  return undefined;
}

/** What `export default` stands before, unless it is a declaration with a name. */
export function anonymousDefault(statement: ExportDefaultDeclaration): AnyNode | undefined {
  const declaration = statement.declaration as AnyNode;
  const named = /Declaration$/.test(declaration.type) && "id" in declaration && declaration.id;
  return named ? undefined : declaration;
}
