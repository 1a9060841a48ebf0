import type { Contents, ServerConnection } from "@jupyterlab/services";
import type { Chapter, Lecture } from "./lecture.js";

interface ChapterFileOptions {
  readonly contents: Contents.IManager;
  readonly lecture: Pick<Lecture, "original">;
}

/**
 * The path of a chapter's notebook below the server's folder; written where it is not there yet.
 * Where the server does not say whether it is there, nothing is written.
 */
export async function chapterFile(
  chapter: Chapter,
  { contents, lecture }: ChapterFileOptions,
): Promise<string> {
  const { file } = chapter;
  try {
    await contents.get(file, { content: false });
  } catch (error) {
    if (!isMissing(error)) throw error;
    const content = await lecture.original(chapter);
    await contents.save(file, { type: "notebook", format: "json", content });
  }
  return file;
}

function isMissing(error: unknown): boolean {
  return (error as Partial<ServerConnection.ResponseError>).response?.status === 404;
}
