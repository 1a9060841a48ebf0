import { type ParseResult, parseSync } from "oxc-parser";
import { mayHoldJsx } from "../language/may-hold-jsx.js";

/** The syntax tree, comments and errors of a TypeScript module; offsets count UTF-16 units. */
export function parseModule(code: string): ParseResult & { readonly isTsx: boolean } {
  const parse = (name: string): ParseResult =>
    parseSync(name, code, { sourceType: "module", preserveParens: false });
  const plain = parse("cell.ts");
  const withJsx = plain.errors.length > 0 && mayHoldJsx(code) ? parse("cell.tsx") : plain;
  const isTsx = withJsx !== plain && withJsx.errors.length === 0;
  return Object.assign(isTsx ? withJsx : plain, { isTsx });
}
