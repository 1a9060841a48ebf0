import { parseSync } from "oxc-parser";
import { mayHoldJsx } from "./may-hold-jsx.js";

/** Whether a cell is TypeScript only where JSX is understood, as in a `.tsx` file. */
export function isTsx(text: string): boolean {
  if (!mayHoldJsx(text)) return false;
  const isValid = (name: string): boolean =>
    parseSync(name, text, { sourceType: "module" }).errors.length === 0;
  return !isValid("cell.ts") && isValid("cell.tsx");
}
