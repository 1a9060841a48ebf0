import { extname } from "node:path";
import type { Message } from "esbuild";
import { type OxcError, transformSync } from "oxc-transform";
import { esbuildOptions } from "./esbuild-options.js";
import { FileSyntaxError } from "./file-error.js";
import { oxcOptions } from "./oxc-options.js";
import type { CompilerOptions } from "./tsconfig.js";

interface FileSource {
  readonly path: string;
  readonly text: string;
  readonly compilerOptions: CompilerOptions;
}

interface TranspiledFile {
  readonly code: string;
  /** As JSON; undefined where the code is the text. */
  readonly map: string | undefined;
}

type Lang = "ts" | "tsx" | "js" | "jsx";

/** What JavaScript may hold that not every Node runs. */
const NEW_SYNTAX = /(?<![\w"'`/*]|\* )@|\b(?:using|accessor)\b/;

/** Options of a tsconfig.json that change what classes become, where decorators do not. */
const CHANGING = ["target", "useDefineForClassFields"];

/** Makes a file JavaScript that runs on this Node, at once. Throws a `FileSyntaxError`. */
export function transpileFile({ path, text, compilerOptions }: FileSource): TranspiledFile {
  const lang = langOf(path);
  if (lang === "js" && !NEW_SYNTAX.test(text)) return { code: text, map: undefined };
  const legacy = compilerOptions.experimentalDecorators === true;
  if (legacy || !CHANGING.some((name) => compilerOptions[name] !== undefined)) {
    const options = oxcOptions(text, compilerOptions);
    const { code, map, errors, helpersUsed } = transformSync(path, text, { ...options, lang });
    const [error] = errors;
    if (error) throw syntaxError(error, { path, text });
    const lowered = Object.keys(helpersUsed).length === 0 && !/^\s*@/m.test(code);
    if (legacy || lowered) return { code, map: map && JSON.stringify(map) };
  }
  return transpileSlowly({ path, text, compilerOptions }, lang);
}

/** By esbuild, which lowers standard decorators and `using`. */
function transpileSlowly({ path, text, compilerOptions }: FileSource, loader: Lang) {
  const { transformSync } = require("esbuild") as typeof import("esbuild");
  const options = esbuildOptions(text, compilerOptions);
  try {
    return transformSync(text, {
      ...options,
      loader,
      sourcemap: "external",
      sourcesContent: false,
      sourcefile: path,
    });
  } catch (error) {
    const first = (error as { errors?: Message[] }).errors?.[0];
    if (!first?.location) throw error;
    const { line, column, lineText } = first.location;
    const before = Buffer.from(lineText).subarray(0, column).toString();
    throw new FileSyntaxError(first.text, { file: path, line, column: before.length + 1 });
  }
}

function langOf(path: string): Lang {
  const extension = extname(path);
  if (extension === ".tsx" || extension === ".jsx") return extension.slice(1) as Lang;
  return /^\.[cm]?ts$/.test(extension) ? "ts" : "js";
}

function syntaxError(
  { message, labels }: OxcError,
  { path, text }: Pick<FileSource, "path" | "text">,
) {
  const before = text.slice(0, labels[0]?.start ?? 0).split("\n");
  const place = { line: before.length, column: before.at(-1)!.length + 1 };
  return new FileSyntaxError(message, { file: path, ...place });
}
