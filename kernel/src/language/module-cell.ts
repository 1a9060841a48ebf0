import { join } from "node:path";
import type { CellTags } from "./cell-tags.js";
import type { Language } from "./transpile.js";

/** The file that a cell stands for; it need not exist. */
export interface DefinedFile {
  readonly path: string;
  readonly text: string;
}

const BARE_JSX = /@jsx(?=[ \t]*(?:\*\/|@|$))/m;

/** The file that a cell tagged as a module stands for, if it is one. */
export function moduleCell(
  text: string,
  { folder, tags, language }: { folder: string; tags: CellTags; language: Language },
): DefinedFile | undefined {
  if (tags.module === undefined) return undefined;
  const extension = `.${language === "javascript" ? "js" : "ts"}${tags.jsx ? "x" : ""}`;
  // Alone, the tag asks for React's factory; to a compiler it would name one.
  const named = text.replace(BARE_JSX, "@jsx React.createElement");
  return { path: join(folder, tags.module + extension), text: named };
}
