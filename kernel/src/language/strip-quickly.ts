import type { Loader } from "esbuild";
import { transformSync } from "oxc-transform";
import { oxcOptions } from "./oxc-options.js";
import type { CompilerOptions } from "./tsconfig.js";

/** What only esbuild does as a notebook needs it: lowering, enums that merge, JSX, CommonJS. */
const NEEDS_ESBUILD =
  /(?<![\w"'`/*]|\* )@|\b(?:using|accessor|enum|namespace|module)\b|\bimport\s+[\w$]+\s*=|\bexport\s*=|<\/|\/>/;

/** Options of a tsconfig.json that change what a cell becomes. */
const CHANGING = ["target", "experimentalDecorators", "useDefineForClassFields"];

/** esbuild does not write down the types of what is decorated. */
function needsMetadata(text: string, options: CompilerOptions): boolean {
  const { experimentalDecorators, emitDecoratorMetadata } = options;
  return experimentalDecorators === true && emitDecoratorMetadata === true && text.includes("@");
}

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
  const metadata = needsMetadata(text, compilerOptions);
  if (!metadata) {
    if (loader === "tsx" || NEEDS_ESBUILD.test(text)) return undefined;
    if (CHANGING.some((name) => compilerOptions[name] !== undefined)) return undefined;
  }
  const { typescript, ...options } = oxcOptions(text, compilerOptions);
  const { code, map, errors, helpersUsed } = transformSync("cell.ts", text, {
    ...options,
    lang: loader as "ts" | "tsx" | "js" | "jsx",
    // What looks unused here may be used by a later cell.
    typescript: { ...typescript, onlyRemoveTypeImports: true },
  });
  const needsHelpers = !metadata && Object.keys(helpersUsed).length > 0;
  if (errors.length > 0 || needsHelpers || !map) return undefined;
  return { code, map: JSON.stringify({ ...map, sourcesContent: [] }) };
}
