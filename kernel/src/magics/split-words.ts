const WORD = /(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|((?:[^\s"'\\]|\\.)+))/gs;

/** The words of a line as a shell has them: blanks separate, quotes and backslashes hold together. */
export function splitWords(line: string): string[] {
  const words: string[] = [];
  let end = -1;
  for (const { 0: all, 1: double, 2: single, 3: plain, index } of line.matchAll(WORD)) {
    const text = single ?? (double ?? plain ?? "").replace(/\\(.)/gs, "$1");
    if (index === end) words.push((words.pop() ?? "") + text);
    else words.push(text);
    end = index + all.length;
  }
  return words;
}
