import type * as lsp from "vscode-languageserver-protocol";
import type { Inspection, Signatures } from "../language/type-service.js";
import { signaturesMarkdown } from "./cell-signatures.js";
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

/** Whether the place is among the arguments of a call, and not on a name. */
export function isInCall(code: string, offset: number): boolean {
  return nameTouching(code, offset) === undefined && inspectedOffset(code, offset) !== offset;
}

/** What is said of a function, with the ways to call it where that adds something. */
export function withSignatures(found: Inspection, signatures: Signatures | undefined): Inspection {
  const fitting = signatures?.signatures[signatures.active];
  const parameter = fitting?.parameters[fitting.activeParameter];
  if (!signatures || !(signatures.signatures.length > 1 || parameter?.documentation)) return found;
  const markdown = `${signaturesMarkdown(signatures)}\n\n---\n\n${found.markdown}`;
  return { markdown, text: plainText(markdown) };
}

/** What is said of a name, with the text of its declaration. */
export function withSource(found: Inspection, source: string | undefined): Inspection {
  if (source === undefined) return found;
  return {
    markdown: `${found.markdown}\n\n---\n\n\`\`\`typescript\n${source}\n\`\`\``,
    text: `${found.text}\n\nSource:\n${source}`,
  };
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
  return { markdown, text: plainText(markdown) };
}

/** Markdown as a terminal shows it. */
function plainText(markdown: string): string {
  return markdown
    .replaceAll(/^```.*\n?/gm, "")
    .replaceAll(/^---\n\n?/gm, "")
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replaceAll(/\*\*([^*\n]+)\*\*/g, "$1")
    .replaceAll(/[*_]{1,2}(@\w+)[*_]{1,2}/g, "$1")
    .trim();
}
