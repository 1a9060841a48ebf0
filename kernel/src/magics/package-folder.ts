import { existsSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The nearest folder from `folder` upward that has a package.json, if there is one. */
export function nearestPackage(folder: string): string | undefined {
  if (existsSync(join(folder, "package.json"))) return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : nearestPackage(parent);
}

/** Makes a folder one that packages can be installed into. */
export function createPackage(folder: string): void {
  writeFileSync(join(folder, "package.json"), `${JSON.stringify({ private: true }, null, 2)}\n`);
}

/** Whether a folder is the root of a git clone. */
export function isCloneRoot(folder: string): boolean {
  return existsSync(join(folder, ".git"));
}
