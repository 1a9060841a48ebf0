import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { BuildOptions, BuildResult } from "esbuild";

/** What a browser can load, and the files that it was made of. */
export interface Built {
  readonly text: string;
  readonly files: readonly string[];
}

/**
 * Makes an ES module for the browser out of JavaScript or TypeScript, with JSX if need be, given as
 * text or as the path of a file. What it imports by path or from a package comes along; what it
 * imports by address is left to the browser. Throws when the source has errors.
 */
export function buildModule(source: string): Built {
  const file = fileOf(source, /\.[cm]?[jt]sx?$/);
  const input = file === undefined ? stdin(source) : { entryPoints: [file] };
  try {
    const { outputFiles, metafile } = build({ ...options(), ...input });
    const inputs = Object.keys(metafile.inputs).filter((name) => name !== "<stdin>");
    return { text: outputFiles[0]!.text, files: inputs.map((name) => resolve(name)) };
  } catch (error) {
    throw new SyntaxError(
      `Cannot build the front end${file ? ` ${source}` : ""}: ${(error as Error).message}`,
    );
  }
}

/** Style sheets are read as they are, from a file or from the text given. */
export function readStyle(source: string): Built {
  const file = fileOf(source, /\.css$/);
  if (file === undefined) return { text: source, files: [] };
  return { text: readFileSync(file, "utf8"), files: [file] };
}

function stdin(contents: string): BuildOptions {
  return { stdin: { contents, loader: "tsx", resolveDir: process.cwd() } };
}

function options() {
  return {
    bundle: true,
    write: false,
    metafile: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    jsx: "automatic",
    external: ["http://*", "https://*"],
    absWorkingDir: process.cwd(),
    logLevel: "silent",
  } satisfies BuildOptions;
}

/** The file that a source names: one line with the right ending. */
function fileOf(source: string, ending: RegExp): string | undefined {
  if (source.includes("\n") || !ending.test(source)) return undefined;
  const file = resolve(source);
  if (existsSync(file)) return file;
  throw new Error(`Cannot read the front end: expected a file at ${file}, got none`);
}

/** Loaded when it is needed: it starts a process. */
function build(options: BuildOptions): BuildResult<{ write: false; metafile: true }> {
  const { buildSync } = require("esbuild") as typeof import("esbuild");
  return buildSync(options) as BuildResult<{ write: false; metafile: true }>;
}
