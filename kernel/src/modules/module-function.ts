import { constants, Script } from "node:vm";
import type { ModuleForm } from "../language/rewrite-module.js";
import { notebookTsconfig } from "../language/tsconfig.js";
import { mapScript } from "../runtime/stacks.js";

export type ModuleFunction = (...context: unknown[]) => unknown;

interface ModuleSource extends ModuleForm {
  readonly text: string;
  /** The notebook's folder, whose tsconfig.json holds. */
  readonly folder: string;
}

interface LoadedFunction {
  readonly kind: "esm" | "cjs";
  readonly make: ModuleFunction;
}

/**
 * The function that a file is compiled to; stacks through it lead to the file's own text. Throws
 * for one that awaits at its top level if it must run at once.
 */
export function moduleFunction({ path, text, folder, form }: ModuleSource): LoadedFunction {
  const { compileFile } =
    require("../language/compile-file.js") as typeof import("../language/compile-file.js");
  const { compilerOptions } = notebookTsconfig(folder);
  const { code, map, kind, awaits } = compileFile({ path, text, compilerOptions, form });
  if (form === "sync" && awaits) throw awaitError(path);
  mapScript(path, { code, maps: { steps: [map], shift: 0 } });
  const comment = `\n//# sourceMappingURL=data:application/json;base64,${Buffer.from(map).toString("base64")}`;
  const script = new Script(code + comment, {
    filename: path,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  return { kind, make: script.runInThisContext() as ModuleFunction };
}

function awaitError(path: string): Error {
  const message = `Cannot require ${path}: it awaits at its top level; import it instead`;
  return Object.assign(new Error(message), { code: "ERR_REQUIRE_ASYNC_MODULE" });
}
