import { PathExt } from "@jupyterlab/coreutils";
import type { Contents } from "@jupyterlab/services";
import { type Chapter, original } from "./lecture.js";

/** The path of a chapter's notebook below the server's folder; written where it is not there yet. */
export async function chapterFile(contents: Contents.IManager, { file }: Chapter): Promise<string> {
  const found = await contents.get(file, { content: false }).catch(() => undefined);
  if (!found) {
    await contents.save(file, { type: "notebook", format: "json", content: await original(file) });
  }
  return file;
}

/** The chapter that a path is a copy of, if it is one. */
export function chapterAt(path: string, chapters: readonly Chapter[]): Chapter | undefined {
  return chapters.find(({ file }) => file === PathExt.basename(path));
}
