import type { Loader } from "esbuild";
import { transformSync } from "oxc-transform";
import type { CompilerOptions } from "./tsconfig.js";

/** What only esbuild does as a notebook needs it: lowering, enums that merge, JSX, CommonJS. */
const NEEDS_ESBUILD =
  /(?<![\w"'`/*]|\* )@|\b(?:using|accessor|enum|namespace|module)\b|\bimport\s+[\w$]+\s*=|\bexport\s*=|<\/|\/>/;

/** Options of a tsconfig.json that change what a cell becomes. */
const CHANGING = ["target", "experimentalDecorators", "useDefineForClassFields"];

interface StripOptions {
  readonly loader: Loader;
  readonly compilerOptions: CompilerOptions;
}

/**
 * Strips the types of most cells on this thread, twenty times as fast as a question to esbuild's
 * process; gives undefined for one with an error or with anything that esbuild does better.
 */
export function stripQuickly(
  text: string,
  { loader, compilerOptions }: StripOptions,
): { readonly code: string; readonly map: string } | undefined {
  if (loader === "tsx" || NEEDS_ESBUILD.test(text)) return undefined;
  if (CHANGING.some((name) => compilerOptions[name] !== undefined)) return undefined;
  const { code, map, errors, helpersUsed } = transformSync("cell.ts", text, {
    lang: loader === "ts" ? "ts" : "js",
    sourceType: "module",
    sourcemap: true,
    target: `node${process.versions.node}`,
    // What looks unused here may be used by a later cell.
    typescript: { onlyRemoveTypeImports: true },
  });
  if (errors.length > 0 || Object.keys(helpersUsed).length > 0 || !map) return undefined;
  return { code, map: JSON.stringify({ ...map, sourcesContent: [] }) };
}
