import type { Loader, Message, TransformOptions } from "esbuild";
import { CellSyntaxError } from "./cell-error.js";

/** JavaScript and the source map (as JSON) that leads back to the TypeScript. */
export interface Transpiled {
  readonly code: string;
  readonly map: string;
  /** How many columns the first line of what was transpiled is shifted to the right. */
  readonly shift: number;
}

const options: TransformOptions = {
  target: `node${process.versions.node}`,
  sourcemap: "external",
  sourcesContent: false,
  sourcefile: "cell",
  keepNames: true,
  charset: "utf8",
  logLevel: "silent",
  // Lowered everywhere, so that a cell means the same on every Node.
  supported: { using: false, decorators: false, "import-attributes": true },
  tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true, useDefineForClassFields: true } },
};

/** Strips the types of a cell. Throws a `CellSyntaxError`. */
export async function transpile(cell: string): Promise<Transpiled> {
  // `{ a: 1 }` is a block to the grammar, yet nobody means that.
  if (/^\s*\{/.test(cell)) {
    const object = await attempt(`(${cell}\n)`, "ts");
    if (!(object instanceof CellSyntaxError)) return { ...object, shift: 1 };
  }
  const result = await attempt(cell, "ts");
  if (!(result instanceof CellSyntaxError)) return result;
  const again = /<\/|\/>/.test(cell) ? await attempt(cell, "tsx") : result;
  if (again instanceof CellSyntaxError) throw result;
  return again;
}

async function attempt(text: string, loader: Loader): Promise<Transpiled | CellSyntaxError> {
  const { transform } = await import("esbuild");
  try {
    const { code, map } = await transform(text, { ...options, loader });
    return { code, map, shift: 0 };
  } catch (error) {
    const first = (error as { errors?: Message[] }).errors?.[0];
    if (first === undefined) throw error;
    return syntaxError(first);
  }
}

/** esbuild counts columns in bytes. */
function syntaxError({ text, location }: Message): CellSyntaxError {
  if (location === null) return new CellSyntaxError(text, { line: 1, column: 1 });
  const before = Buffer.from(location.lineText).subarray(0, location.column).toString();
  return new CellSyntaxError(text, { line: location.line, column: before.length + 1 });
}

/** Starts the transpiler's process ahead of the first cell. */
export async function warmTranspiler(): Promise<void> {
  await transpile("");
}
