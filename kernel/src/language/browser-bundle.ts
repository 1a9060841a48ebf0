import { dirname, extname, resolve } from "node:path";
import type { Loader, Message, Plugin } from "esbuild";
import { CellSyntaxError } from "./cell-error.js";
import { esbuildOptions } from "./esbuild-options.js";
import type { DefinedFile } from "./module-cell.js";
import type { CompilerOptions } from "./tsconfig.js";

interface BundleOptions {
  /** The modules that cells define, by their paths. */
  readonly modules: ReadonlyMap<string, DefinedFile>;
  readonly compilerOptions: CompilerOptions;
}

/** Bundles a cell for the browser, with all that it imports. Throws a `CellSyntaxError`. */
export async function browserBundle(
  cell: DefinedFile,
  { modules, compilerOptions }: BundleOptions,
): Promise<string> {
  const { build } = await import("esbuild");
  const { tsconfigRaw = {} } = esbuildOptions(cell.text, compilerOptions);
  try {
    const { outputFiles } = await build({
      tsconfigRaw,
      bundle: true,
      write: false,
      charset: "utf8",
      logLevel: "silent",
      stdin: {
        contents: cell.text,
        resolveDir: dirname(cell.path),
        sourcefile: cell.path,
        loader: "tsx",
      },
      format: "esm",
      platform: "browser",
      define: { "process.env.NODE_ENV": '"production"' },
      plugins: [definedModules(modules)],
    });
    const code = outputFiles[0]!.text.replace(/\nexport \{[^}]*\};\s*$/, "\n");
    // A function, so that the cell may await and its names stay its own.
    return `(async () => {\n${code}})();\n`;
  } catch (error) {
    const first = (error as { errors?: Message[] }).errors?.[0];
    if (first === undefined) throw error;
    const { line = 1, column = 0, file = "" } = first.location ?? {};
    const where = file === "" ? "" : ` (${file}:${line})`;
    throw new CellSyntaxError(`${first.text}${where}`, { line, column: column + 1 });
  }
}

const ENDINGS = ["", ".ts", ".tsx", ".js", ".jsx"];

/** Lets imports find the modules that cells define. */
function definedModules(modules: ReadonlyMap<string, DefinedFile>): Plugin {
  return {
    name: "cells",
    setup(build) {
      build.onResolve({ filter: /^\.{1,2}\// }, ({ path, resolveDir }) => {
        const base = resolve(resolveDir, path);
        const found = ENDINGS.map((ending) => base + ending).find((each) => modules.has(each));
        return found === undefined ? undefined : { path: found, namespace: "cells" };
      });
      build.onLoad({ filter: /.*/, namespace: "cells" }, ({ path }) => ({
        contents: modules.get(path)!.text,
        resolveDir: dirname(path),
        loader: extname(path).slice(1) as Loader,
      }));
    },
  };
}
