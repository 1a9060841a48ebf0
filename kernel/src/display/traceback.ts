import type { Failure, Frame } from "../bridge/messages.js";

const red = (text: string): string => `\u001b[31m${text}\u001b[39m`;
const green = (text: string): string => `\u001b[32m${text}\u001b[39m`;
const cyan = (text: string): string => `\u001b[36m${text}\u001b[39m`;

/** Gives the text of a cell by the number that the user sees. */
export type SourceOf = (cell: number) => string | undefined;

/** An error as Jupyter shows it, with the user's own lines; one entry a paragraph. */
export function renderTraceback(failure: Failure, sourceOf: SourceOf): string[] {
  const { name, message, frames, details, cause } = failure;
  const title = name === "Thrown" ? `${red("Thrown")}: ${message}` : `${red(name)}: ${message}`;
  return [
    title,
    ...renderFrames(frames, sourceOf),
    ...(details ? [details] : []),
    ...(cause ? ["Caused by:", ...renderTraceback(cause, sourceOf)] : []),
  ];
}

/** Recursion comes by the same places again and again; each is shown twice at most. */
function renderFrames(frames: readonly Frame[], sourceOf: SourceOf): string[] {
  const entries: string[] = [];
  const times = new Map<string, number>();
  let hidden = 0;
  const flush = (): void => {
    if (hidden > 0) entries.push(`    … ${hidden} more in the same places`);
    hidden = 0;
  };
  for (const frame of frames) {
    const entry = renderFrame(frame, sourceOf);
    const known = times.get(entry) ?? 0;
    times.set(entry, known + 1);
    if (known >= 2) hidden++;
    else {
      flush();
      entries.push(entry);
    }
  }
  flush();
  return entries;
}

/** A place with the line of code that it points at. */
export function renderFrame(frame: Frame, sourceOf: SourceOf): string {
  const { cell, file, caller, line, column } = frame;
  const name = cell === undefined ? file : `Cell [${cell}]`;
  const by = caller ? `, in ${cyan(caller)}` : "";
  const place = `${green(`${name}`)}, line ${line}, column ${column}${by}`;
  const text = cell === undefined ? undefined : sourceOf(cell)?.split(/\r?\n/)[line - 1];
  return text === undefined ? place : `${place}\n${excerpt(text, frame)}`;
}

function excerpt(text: string, { line, column }: Frame): string {
  const gutter = `${green(`${line}`)} | `;
  const before = text.slice(0, column - 1).replace(/[^\t]/gu, " ");
  return `    ${gutter}${text}\n    ${" ".repeat(String(line).length)} | ${before}${red("^")}`;
}
