import { property } from "./descriptors.js";

/** Characters of a function's source that are looked at. */
const looked = 2_000;

/** A function's or a class's head, as it was written: `async ƒ train(model, { epochs = 3 })`. */
export function signatureOf(value: object): string {
  const source = sourceOf(value);
  const name: unknown = property(value, "name")?.value;
  const called = typeof name === "string" && name !== "" ? name : "(anonymous)";
  if (/^class\b/.test(source)) {
    const parent = /^class\s*[\w$]*\s+extends\s+([\w$.]+)/.exec(source)?.[1];
    return `class ${called}${parent ? ` extends ${parent}` : ""}`;
  }
  const asynchronous = /^async\b/.test(source) ? "async " : "";
  const generator = /^(async\s+)?(function\s*)?\*/.test(source) ? "*" : "";
  return `${asynchronous}ƒ${generator} ${called}(${parametersIn(source) ?? "…"})`;
}

/** What was written of a function; its JavaScript form. */
export function sourceOf(value: object): string {
  try {
    return Function.prototype.toString.call(value);
  } catch {
    return "";
  }
}

/** The text between the parentheses of a function's head, or undefined if there are none. */
function parametersIn(source: string): string | undefined {
  const text = source.slice(0, looked);
  if (/\{ \[native code\] \}$/.test(text)) return undefined;
  const single = /^(?:async\s+)?([\w$]+)\s*=>/.exec(text);
  if (single) return single[1];
  // A method's computed name may hold parentheses of its own.
  const computed = /^(?:async\s+|get\s+|set\s+|\*\s*)*\[/.exec(text);
  const start = text.indexOf("(", computed ? text.indexOf("]") : 0);
  const end = closing(text, start);
  if (start < 0 || end < 0) return undefined;
  return text
    .slice(start + 1, end)
    .replace(/\s+/g, " ")
    .trim();
}

/** Where the bracket that opens at `start` closes; strings and comments do not count. */
function closing(text: string, start: number): number {
  const token =
    /\/\*[\s\S]*?\*\/|\/\/.*|'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|`(?:[^`\\]|\\.)*`|[()[\]{}]/g;
  token.lastIndex = start;
  let depth = 0;
  for (let found = token.exec(text); found; found = token.exec(text)) {
    if (/^[([{]$/.test(found[0])) depth++;
    else if (/^[)\]}]$/.test(found[0]) && --depth === 0) return found.index;
  }
  return -1;
}
