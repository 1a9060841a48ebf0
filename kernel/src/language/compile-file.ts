import { composeMaps } from "./compose-maps.js";
import { FileSyntaxError } from "./file-error.js";
import { type ModuleForm, type RewrittenModule, rewriteModule } from "./rewrite-module.js";
import { transpileFile } from "./transpile-file.js";
import type { CompilerOptions } from "./tsconfig.js";

interface FileToCompile extends ModuleForm {
  readonly text: string;
  readonly compilerOptions: CompilerOptions;
}

/** Compiles a file of the user's to a function. Throws a `FileSyntaxError` with the place in it. */
export function compileFile({ path, text, compilerOptions, form }: FileToCompile): RewrittenModule {
  const { code, map } = transpileFile({ path, text, compilerOptions });
  const rewritten = attempt(code, { path, form });
  if (map === undefined) return rewritten;
  return { ...rewritten, map: composeMaps(rewritten.map, map) };
}

function attempt(code: string, { path, form }: ModuleForm): RewrittenModule {
  try {
    return rewriteModule(code, { form, path });
  } catch (error) {
    const { message, loc } = error as SyntaxError & { loc?: { line: number; column: number } };
    if (loc === undefined) throw error;
    const place = { file: path, line: loc.line, column: loc.column + 1 };
    throw new FileSyntaxError(message.replace(/ \(\d+:\d+\)$/, ""), place);
  }
}
