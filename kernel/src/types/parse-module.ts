import { type ParseResult, parseSync } from "oxc-parser";
import { mayHoldJsx } from "../language/may-hold-jsx.js";

/** The syntax tree, comments and errors of a TypeScript module; offsets count UTF-16 units. */
export function parseModule(code: string): ParseResult & { readonly isTsx: boolean } {
  const plain = parseAs("cell.ts", code);
  const withJsx = plain.errors.length > 0 && mayHoldJsx(code) ? parseAs("cell.tsx", code) : plain;
  const isTsx = withJsx !== plain && withJsx.errors.length === 0;
  return Object.assign(isTsx ? withJsx : plain, { isTsx });
}

/** The same of a module as the file `name`, which says whether JSX is understood. */
export function parseAs(name: "cell.ts" | "cell.tsx", code: string): ParseResult {
  return parseSync(name, code, { sourceType: "module", preserveParens: false });
}
