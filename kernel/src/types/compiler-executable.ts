import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

// Windows reads longer paths only with this prefix; TypeScript's own launcher does the same.
const LONGEST_WINDOWS_PATH = 247;

/**
 * The native executable of the installed TypeScript 7: a package of its own per platform, found
 * from the package `typescript`, as its own launcher finds it.
 */
export function compilerExecutable(): string {
  const launcher = createRequire(__filename).resolve("typescript/package.json");
  const platform = `@typescript/typescript-${process.platform}-${process.arch}`;
  const manifest = createRequire(launcher).resolve(`${platform}/package.json`);
  const windows = process.platform === "win32";
  const path = join(dirname(manifest), "lib", windows ? "tsc.exe" : "tsc");
  if (!existsSync(path)) {
    throw new Error(`Cannot start TypeScript: expected its compiler at ${path}; reinstall it`);
  }
  return windows && path.length > LONGEST_WINDOWS_PATH ? `\\\\?\\${path}` : path;
}
