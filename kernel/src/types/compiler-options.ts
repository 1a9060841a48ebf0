import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { CompilerOptions } from "../language/tsconfig.js";

/** What holds where the notebook's tsconfig.json says nothing. */
const DEFAULTS = {
  target: "esnext",
  lib: ["esnext"],
  strict: true,
  skipLibCheck: true,
  esModuleInterop: true,
};

/** How cells run, whatever a tsconfig.json says. */
const FIXED = {
  module: "esnext",
  moduleResolution: "bundler",
  noEmit: true,
  allowJs: true,
  allowImportingTsExtensions: true,
  resolveJsonModule: true,
};

/** Rules for the modules of a build, which cells are not. */
const NOT_FOR_CELLS = [
  ...["isolatedModules", "isolatedDeclarations", "verbatimModuleSyntax", "allowJs", "checkJs"],
  ...["noUnusedLocals", "noUnusedParameters", "importsNotUsedAsValues", "preserveValueImports"],
];

/** The compiler's options for the cells of a notebook in `folder`. */
export function cellOptions(folder: string, options: CompilerOptions): object {
  const { baseUrl, paths, types, jsx, ...rest } = options;
  const others = Object.fromEntries(
    Object.entries(rest).filter(([name]) => !NOT_FOR_CELLS.includes(name)),
  );
  const targeted = "target" in others && !("lib" in others) ? { lib: undefined } : {};
  const named = Array.isArray(types) ? types.filter((name) => name !== "node") : [];
  return {
    ...DEFAULTS,
    ...targeted,
    ...others,
    ...FIXED,
    ...(jsx === "react" ? { jsx } : { jsx: "react-jsx" }),
    ...mapping(paths as Paths | undefined, baseUrl),
    types: [nodeTypes(folder), ...named],
  };
}

type Paths = Readonly<Record<string, readonly string[]>>;

/** TypeScript 7 has no `baseUrl`: it is one more path. */
function mapping(paths: Paths | undefined, baseUrl: unknown): { readonly paths?: Paths } {
  if (typeof baseUrl !== "string") return paths ? { paths } : {};
  return { paths: { ...paths, "*": [...(paths?.["*"] ?? []), join(baseUrl, "*")] } };
}

/** The notebook's own @types/node, so that there is one only, else the kernel's. */
function nodeTypes(folder: string): string {
  for (const from of [join(folder, "notebook.js"), __filename]) {
    try {
      return dirname(createRequire(from).resolve("@types/node/package.json"));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "MODULE_NOT_FOUND") throw error;
    }
  }
  return "node";
}
