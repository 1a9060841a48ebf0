import type * as lsp from "vscode-languageserver-protocol";
import type { Inspection } from "../language/type-service.js";
import { readableTypes } from "./readable-types.js";

const NAME = /[\p{ID_Start}$_#][\p{ID_Continue}$\u200c\u200d]*/gu;

/** What is said of a name that is not declared. */
const NOTHING = /^```\w+\nany\n```\s*$/;

/**
 * The place whose name is meant: that of the name at the offset or just before it, else that of
 * the function whose arguments are being written.
 */
export function inspectedOffset(code: string, offset: number): number {
  const touching = nameTouching(code, offset);
  if (touching !== undefined) return touching;
  let depth = 0;
  for (let at = offset - 1; at >= 0; at--) {
    const character = code.charAt(at);
    if (")]}".includes(character)) depth++;
    else if ("([{".includes(character) && --depth < 0) {
      const before = code.slice(0, at).trimEnd().length;
      const called = character === "(" ? nameTouching(code, before) : undefined;
      if (called !== undefined) return called;
      depth = 0;
    }
  }
  return offset;
}

function nameTouching(code: string, offset: number): number | undefined {
  for (const { 0: name, index = 0 } of code.matchAll(NAME)) {
    if (index > offset) return;
    if (offset <= index + name.length) return index;
  }
  return;
}

/** What the language server says of a name. */
export function inspection({ contents }: lsp.Hover): Inspection | undefined {
  const said = typeof contents === "object" && "value" in contents ? contents.value : "";
  if (said === "" || NOTHING.test(said)) return;
  const markdown = readableTypes(said).replace(/^(```\w+\n)\(alias\) /, "$1");
  const text = markdown
    .replaceAll(/^```.*\n?/gm, "")
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replaceAll(/[*_]{1,2}(@\w+)[*_]{1,2}/g, "$1")
    .trim();
  return { markdown, text };
}
