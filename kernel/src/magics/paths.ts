import { readdirSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import type { CompletionItem } from "../language/type-service.js";

/** The path that a magic's line names: quotes are taken off, `~` is the home folder. */
export function pathIn(line: string): string {
  const path = line.trim().replace(/^(["'])(.*)\1$/, "$2");
  return resolve(path.replace(/^~(?=$|[\\/])/, homedir()));
}

/** The files and folders that the last word of `written` may become. */
export function completePath(written: string): readonly CompletionItem[] {
  const word = /\S*$/.exec(written)?.[0] ?? "";
  const folder = word.replace(/[^/\\]*$/, "");
  const started = word.slice(folder.length);
  return entriesOf(pathIn(folder || "."))
    .filter((name) => name.startsWith(started) && (started !== "" || !name.startsWith(".")))
    .map((name) => ({ text: folder + name, kind: name.endsWith("/") ? "folder" : "file" }));
}

/** Only the folders among them. */
export function completeFolder(written: string): readonly CompletionItem[] {
  return completePath(written).filter(({ kind }) => kind === "folder");
}

function entriesOf(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .map((name) => (isFolder(join(folder, name)) ? `${name}/` : name))
      .sort();
  } catch {
    return [];
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
