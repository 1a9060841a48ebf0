import { asksForClassicJsx } from "../language/esbuild-options.js";
import type { CompilerOptions } from "../language/tsconfig.js";

const LEADING_COMMENTS = /^(?:\s+|\/\/.*|\/\*[\s\S]*?\*\/)*/;

/**
 * What a module of a cell with JSX begins with: the comments that say how it is meant, which must
 * come first, and the runtime that it imports unseen, which the language server would not notice.
 */
export function jsxHead(code: string, { jsx, jsxImportSource = "react" }: CompilerOptions): string {
  const leading = LEADING_COMMENTS.exec(code)?.[0] ?? "";
  const pragmas = [...leading.matchAll(/@jsx(?:ImportSource[ \t]+([\w$.@/-]+)|\w*[ \t]+[\w$.]+)/g)];
  const comments = pragmas.map(([pragma]) => `/** ${pragma} */ `).join("");
  if (asksForClassicJsx(code, jsx)) return comments;
  const source = pragmas.find(([, name]) => name)?.[1];
  return `${comments}import ${JSON.stringify(`${source ?? jsxImportSource}/jsx-runtime`)}; `;
}
