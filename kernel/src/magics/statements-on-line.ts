import { Scanner } from "../language/scanner.js";

/** How many statements begin on the first line of a text; 0 without any. */
export function statementsOnLine(text: string): number {
  const end = /^.*/.exec(text)?.[0].length ?? 0;
  const scanner = new Scanner(text);
  let count = 0;
  let isBetween = true;
  while (scanner.skipBlank() && scanner.at < end) {
    const token = scanner.next();
    if (/^\/[/*]/.test(token)) continue;
    if (isBetween) count++;
    isBetween = token === ";" && scanner.open.length === 0;
  }
  return count;
}
