import type { Loader, Message } from "esbuild";
import { CellSyntaxError } from "./cell-error.js";
import { esbuildOptions } from "./esbuild-options.js";
import { mayBeObject } from "./may-be-object.js";
import { mayHoldJsx } from "./may-hold-jsx.js";
import { plainModuleSyntax } from "./module-syntax.js";
import { stripQuickly } from "./strip-quickly.js";
import type { CompilerOptions } from "./tsconfig.js";

/** JavaScript and the source map (as JSON) that leads back to the TypeScript. */
export interface Transpiled {
  readonly code: string;
  readonly map: string;
  /** How many columns the first line of what was transpiled is shifted to the right. */
  readonly shift: number;
}

/** The language that cells are written in; both may hold JSX. */
export type Language = "typescript" | "javascript";

export interface TranspileOptions {
  readonly language?: Language;
  /** The options of the notebook's tsconfig.json. */
  readonly compilerOptions?: CompilerOptions;
}

/** Strips the types of a cell. Throws a `CellSyntaxError`. */
export async function transpile(
  text: string,
  { language = "typescript", compilerOptions = {} }: TranspileOptions = {},
): Promise<Transpiled> {
  const cell = language === "typescript" ? plainModuleSyntax(text) : text;
  let furthest: CellSyntaxError | undefined;
  for (const loader of loadersOf(cell, language)) {
    for (const shift of shiftsOf(cell)) {
      const shifted = shift > 0 ? `(${cell}\n)` : cell;
      const result = await attempt(shifted, { loader, compilerOptions });
      if (!(result instanceof CellSyntaxError)) return { ...result, shift };
      if (shift === 0 && isFurther(result, furthest)) furthest = result;
    }
  }
  throw furthest;
}

/** JSX comes second in TypeScript, where `<T>x` and `<T>(x: T) => x` may be meant. */
function loadersOf(cell: string, language: Language): Loader[] {
  if (language === "javascript") return ["jsx"];
  return mayHoldJsx(cell) ? ["ts", "tsx"] : ["ts"];
}

/** An opening parenthesis shifts its line. */
function shiftsOf(cell: string): number[] {
  return mayBeObject(cell) ? [1, 0] : [0];
}

interface Attempt {
  readonly loader: Loader;
  readonly compilerOptions: CompilerOptions;
}

async function attempt(text: string, { loader, compilerOptions }: Attempt) {
  const stripped = stripQuickly(text, { loader, compilerOptions });
  if (stripped) return stripped;
  const { transform } = await import("esbuild");
  const { tsconfigRaw, ...options } = esbuildOptions(text, compilerOptions);
  const { compilerOptions: used } = tsconfigRaw as { compilerOptions: object };
  try {
    return await transform(text, {
      ...options,
      loader,
      sourcemap: "external",
      sourcesContent: false,
      sourcefile: "cell",
      // What looks unused here may be used by a later cell.
      tsconfigRaw: { compilerOptions: { ...used, verbatimModuleSyntax: true } },
    });
  } catch (error) {
    const first = (error as { errors?: Message[] }).errors?.[0];
    if (first === undefined) throw error;
    return syntaxError(first);
  }
}

/** The grammar that got further is the one that was meant. */
function isFurther(error: CellSyntaxError, than: CellSyntaxError | undefined): boolean {
  if (than === undefined) return true;
  return error.line > than.line || (error.line === than.line && error.column > than.column);
}

/** esbuild counts columns in bytes, and ends with a colon what its notes go on with. */
function syntaxError({ text: said, location }: Message): CellSyntaxError {
  const text = said.replace(/:$/, "");
  if (location === null) return new CellSyntaxError(text, { line: 1, column: 1 });
  const before = Buffer.from(location.lineText).subarray(0, location.column).toString();
  return new CellSyntaxError(text, { line: location.line, column: before.length + 1 });
}
