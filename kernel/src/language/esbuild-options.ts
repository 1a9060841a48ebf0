import type { TransformOptions } from "esbuild";
import type { CompilerOptions } from "./tsconfig.js";

const options: TransformOptions = {
  target: `node${process.versions.node}`,
  keepNames: true,
  charset: "utf8",
  logLevel: "silent",
  // Lowered everywhere, so that a cell means the same on every Node.
  supported: { using: false, decorators: false, "import-attributes": true },
};

/** What esbuild reads of a tsconfig.json by itself. */
const read = [
  ...["jsxFactory", "jsxFragmentFactory", "jsxImportSource", "experimentalDecorators"],
  ...["target", "useDefineForClassFields"],
];

/** How esbuild is to turn `text` into JavaScript under a tsconfig.json's options. */
export function esbuildOptions(text: string, compilerOptions: CompilerOptions): TransformOptions {
  const used = Object.fromEntries(read.map((name) => [name, compilerOptions[name]]));
  return {
    ...options,
    tsconfigRaw: { compilerOptions: { ...used, jsx: jsxRuntime(text, compilerOptions.jsx) } },
  };
}

/**
 * The automatic runtime, unless the options or the text ask for the classic one. JSX that is to be
 * preserved for a bundler must run here all the same.
 */
function jsxRuntime(text: string, asked: unknown): "react" | "react-jsx" | "react-jsxdev" {
  if (asked === "react-jsxdev") return asked;
  return asksForClassicJsx(text, asked) ? "react" : "react-jsx";
}

/** Whether JSX is to call a factory that is in scope, by the option `jsx` or a comment. */
export function asksForClassicJsx(text: string, asked: unknown): boolean {
  if (asked === "react") return true;
  if (asked === "react-jsxdev") return false;
  return /@jsx(Frag)?\s/.test(text) && !/@jsx(Runtime|ImportSource)\s/.test(text);
}
