import type { AnyNode, ExpressionStatement, Node, Program } from "acorn";
import type MagicString from "magic-string";
import { calledPlaceholder, type MagicCall, placeholder } from "../magics/magic-call.js";
import { CellSyntaxError } from "./cell-error.js";
import { isIdentifier } from "./names.js";
import { walk } from "./walk.js";

/** A magic in the tree of its cell. */
interface PlacedMagic {
  readonly index: number;
  /** Its placeholder: the name, or the call with the values of its expressions. */
  readonly node: AnyNode;
  /** The statement that it is, unless its value is used. */
  readonly statement: ExpressionStatement | undefined;
  readonly runs: "text" | "once" | "repeatedly";
  /** The statements that it is about. */
  readonly own: readonly AnyNode[];
}

/** Where the magics of a cell stand. Throws a `CellSyntaxError` for one that cannot be awaited. */
export function findMagics(
  program: Program,
  { code, calls }: { code: string; calls: readonly MagicCall[] },
): readonly PlacedMagic[] {
  const found: PlacedMagic[] = [];
  if (calls.length === 0) return found;
  const functions: AnyNode[] = [];
  const statements = new Map<AnyNode, { statement: ExpressionStatement; siblings: AnyNode[] }>();
  walk(program, (node, parent) => {
    if (isFunction(node)) functions.push(node);
    if (node.type === "ExpressionStatement" && parent) {
      statements.set(node.expression, { statement: node, siblings: siblingsIn(parent) });
    }
    if (!isPlaceholder(node)) return;
    const index = found.length;
    const { statement, siblings = [] } = statements.get(node) ?? {};
    const { code: about, name } = calls[index]!;
    const around = functions
      .filter(({ start, end }) => start <= node.start && node.end <= end)
      .at(-1);
    if (around && !("async" in around && around.async) && about?.runs !== "once") {
      throw syntaxError(`Cannot run ${name} here: expected an async function around it`, {
        code,
        offset: node.start,
      });
    }
    const first = statement && about ? siblings.indexOf(statement) + 1 + about.skipped : 0;
    const own = about ? siblings.slice(first, first + about.statements) : [];
    found.push({ index, node, statement, runs: about?.runs ?? "text", own });
  });
  return found;
}

/** The statements that are no longer the cell's own: they have neither names nor value for it. */
export function magicStatements(magics: readonly PlacedMagic[]): ReadonlySet<Node> {
  return new Set<Node>(
    magics.flatMap(({ statement, runs, own }) => [
      ...(statement ? [statement] : []),
      ...(runs === "repeatedly" ? own.filter(isNoImport) : []),
    ]),
  );
}

/** Turns placeholders into calls; after all other changes of the statements that they are about. */
export function callMagics(magics: readonly PlacedMagic[], text: MagicString): void {
  for (const { index, node, statement, runs, own } of magics) {
    const call = `ºmagic(${index})`;
    if (runs === "text") callText(node, { call, text });
    else if (statement) text.update(statement.start, statement.end, ";");
    if (runs === "once") surround(own, { index, call, text });
    if (runs === "repeatedly") wrap(own.filter(isNoImport), { call, text });
  }
}

interface CallOptions {
  readonly call: string;
  readonly text: MagicString;
}

function callText(node: AnyNode, { call, text }: CallOptions): void {
  if (node.type !== "CallExpression") {
    text.update(node.start, node.end, `ºlive(await ${call}())`);
    return;
  }
  text.update(node.callee.start, node.callee.end, `ºlive(await ${call}`);
  text.appendLeft(node.end, ")");
}

/** Imports have been moved up: what encloses them goes with the first, and ends after another. */
function surround(
  own: readonly AnyNode[],
  { index, call, text }: CallOptions & { index: number },
): void {
  const [first] = own;
  const last = own.filter(isNoImport).at(-1) ?? own.at(-1);
  if (!first || !last) return;
  text.prependRight(first.start, `const $stop${index} = ${call}(); `);
  text.appendLeft(last.end, `; $stop${index}();`);
}

function wrap(own: readonly AnyNode[], { call, text }: CallOptions): void {
  const [first] = own;
  const last = own.at(-1);
  if (!first || !last) return;
  const mode = own.some(awaits) ? "async " : "";
  const value = first === last && first.type === "ExpressionStatement" && first.expression;
  const { start, end } = value ? value : { start: first.start, end: last.end };
  const [open, close] = value ? ["(", ")"] : ["{", "}"];
  text.prependRight(start, `ºlive(await ${call}(${mode}() => ${open}`);
  text.appendLeft(end, `${close}));`);
}

function isPlaceholder(node: AnyNode): boolean {
  if (node.type === "CallExpression") return isIdentifier(node.callee, calledPlaceholder);
  return isIdentifier(node, placeholder);
}

function siblingsIn(parent: AnyNode): AnyNode[] {
  if (parent.type === "Program" || parent.type === "BlockStatement") return parent.body;
  return parent.type === "SwitchCase" ? parent.consequent : [];
}

function isNoImport({ type }: AnyNode): boolean {
  return type !== "ImportDeclaration";
}

function isFunction({ type }: AnyNode): boolean {
  return /Function|StaticBlock|PropertyDefinition/.test(type);
}

/** Whether a statement awaits, outside of functions of its own. */
function awaits(statement: AnyNode): boolean {
  const functions: AnyNode[] = [];
  let found = false;
  walk(statement, (node) => {
    if (isFunction(node)) functions.push(node);
    const isAwait =
      node.type === "AwaitExpression" || (node.type === "ForOfStatement" && node.await);
    found ||=
      isAwait && !functions.some(({ start, end }) => start <= node.start && node.end <= end);
  });
  return found;
}

function syntaxError(message: string, { code, offset }: { code: string; offset: number }) {
  const lines = code.slice(0, offset).split("\n");
  return new CellSyntaxError(message, { line: lines.length, column: lines.at(-1)!.length + 1 });
}
