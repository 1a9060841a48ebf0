import { type ParseResult, parseSync } from "oxc-parser";

/** The syntax tree, comments and errors of a TypeScript module; offsets count UTF-16 units. */
export function parseModule(code: string): ParseResult {
  return parseSync("cell.ts", code, { sourceType: "module", preserveParens: false });
}
