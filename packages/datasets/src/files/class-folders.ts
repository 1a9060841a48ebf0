import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { DataFileError } from "../data-file-error.js";

/** A file that was left out, and why. */
export interface Skipped {
  readonly file: string;
  readonly reason: string;
}

/** The folders of `path` by name, each a class, and their files by name. */
export async function classFolders(path: string, { of }: { of: string }) {
  const skipped: Skipped[] = [];
  const list = async (folder: string) => {
    const found = await readdir(folder, { withFileTypes: true }).catch((error: Error) => {
      throw new DataFileError(`Cannot read ${folder}: ${error.message}`, { cause: error });
    });
    return found.sort((a, b) => (a.name < b.name ? -1 : 1));
  };
  const classes: string[] = [];
  const files: { file: string; label: number }[] = [];
  for (const folder of await list(path)) {
    const inner = join(path, folder.name);
    if (!folder.isDirectory()) {
      skipped.push({ file: inner, reason: "not in the folder of a class" });
      continue;
    }
    const label = classes.push(folder.name) - 1;
    for (const entry of await list(inner)) {
      const file = join(inner, entry.name);
      if (entry.isFile()) {
        files.push({ file, label });
      } else {
        skipped.push({ file, reason: "a link or a folder, not a file" });
      }
    }
  }
  if (classes.length === 0) {
    throw new DataFileError(
      `Cannot read ${path}: it needs a folder for each class, with its ${of}, and has none`,
    );
  }
  return { classes, files, skipped };
}
