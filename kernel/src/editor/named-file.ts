import { readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import type { NamedFile } from "./protocol.js";

/** How a file is told of to an editor whose notebook lies in `folder`. */
export function namedFile(file: string, folder: string): NamedFile {
  const path = relative(folder, file).split(sep).join("/");
  const owner = packageOf(dirname(file));
  const foreign = owner !== undefined && owner.folder !== packageOf(folder)?.folder;
  return { file, path, ...(foreign && { package: owner.name }) };
}

/** The package that a folder is part of: the next one above it that has a name. */
function packageOf(folder: string): { folder: string; name: string } | undefined {
  const name = nameIn(join(folder, "package.json"));
  if (name !== undefined) return { folder, name };
  return dirname(folder) === folder ? undefined : packageOf(dirname(folder));
}

function nameIn(manifest: string): string | undefined {
  try {
    const { name } = JSON.parse(readFileSync(manifest, "utf8")) as { name?: unknown };
    return typeof name === "string" ? name : undefined;
  } catch {
    return;
  }
}
