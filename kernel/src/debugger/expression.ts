import { type AnyNode, type Program, parse } from "acorn";
import MagicString from "magic-string";
import { debugHostCode } from "../bridge/debug-host.js";
import { rewriteReferences } from "../language/references.js";
import { transpile } from "../language/transpile.js";

/** Decides whether a name in an expression is one of the session's. */
export type IsSessionName = (name: string) => boolean;

interface Parsed {
  readonly program: Program;
  readonly text: MagicString;
}

/** JavaScript that V8 can evaluate. */
export interface Evaluable {
  readonly code: string;
  /** Whether it calls or assigns anything. */
  readonly calls: boolean;
  /** Whether it gives a promise of the value that is meant. */
  readonly awaits: boolean;
}

/**
 * TypeScript as a user types it beside a program, made JavaScript that finds the names of the
 * session. Throws a `SyntaxError`.
 */
export async function evaluable(code: string, isSessionName: IsSessionName): Promise<Evaluable> {
  const { program, text } = await parsed(code, isSessionName);
  const calls = contains(program.body, /^(Call|New|Assignment|Update|TaggedTemplate|Import)/);
  const awaits = contains(program.body, /^Await/);
  if (!awaits) {
    return { code: `{ const ºcell0 = ${debugHostCode}.session; ${text} }`, calls, awaits };
  }
  const value = singleExpression(program);
  const body = value ? `return (${text.slice(value.start, value.end)})` : text.toString();
  return { code: `(async (ºcell0) => { ${body} })(${debugHostCode}.session)`, calls, awaits };
}

/** The same for an expression that is part of another one. */
export async function subexpression(code: string, isSessionName: IsSessionName): Promise<string> {
  const { program, text } = await parsed(code, isSessionName);
  const value = singleExpression(program);
  if (value === undefined) {
    throw new SyntaxError(`Cannot evaluate "${code}": expected an expression, got a statement`);
  }
  const inner = text.slice(value.start, value.end);
  return `((ºcell0) => (${inner}))(${debugHostCode}.session)`;
}

/** The code of a template literal for a log message, in which `{…}` holds an expression. */
export async function messageTemplate(message: string, isName: IsSessionName): Promise<string> {
  const parts = message.split(/\{((?:[^{}]|\{[^{}]*\})*)\}/);
  const written = await Promise.all(
    parts.map(async (part, index) =>
      index % 2 === 0
        ? part.replace(/[\\`$]/g, "\\$&")
        : `\${${shown(await subexpression(part, isName))}}`,
    ),
  );
  return `\`${written.join("")}\``;
}

/** Objects in a log message are written out, as `console.log` would. */
function shown(value: string): string {
  return (
    `(($v) => typeof $v === "string" ? $v : process.getBuiltinModule` +
    ` ? process.getBuiltinModule("util").inspect($v) : String($v))(${value})`
  );
}

async function parsed(code: string, isSessionName: IsSessionName): Promise<Parsed> {
  const { code: javaScript } = await transpile(code);
  const program = parse(javaScript, {
    ecmaVersion: "latest",
    sourceType: "module",
    allowAwaitOutsideFunction: true,
    ranges: true,
  });
  const text = new MagicString(javaScript);
  rewriteReferences(program, text, {
    published: (name) => (isSessionName(name) ? 0 : undefined),
    isGlobal: () => true,
    isOwn: () => true,
  });
  return { program, text };
}

function singleExpression({ body }: Program): AnyNode | undefined {
  const [only, ...more] = body.filter(({ type }) => type !== "EmptyStatement");
  return more.length === 0 && only?.type === "ExpressionStatement" ? only.expression : undefined;
}

/** Whether there is a node of a type, outside of the functions there. */
function contains(node: unknown, type: RegExp): boolean {
  if (Array.isArray(node)) return node.some((item) => contains(item, type));
  if (typeof node !== "object" || node === null || !("type" in node)) return false;
  const { type: own } = node as AnyNode;
  if (type.test(own)) return true;
  return !/Function/.test(own) && Object.values(node).some((item) => contains(item, type));
}
