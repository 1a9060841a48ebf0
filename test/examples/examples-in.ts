import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** An example of a docstring. */
export interface Example {
  /** The file below the folder, and what the docstring is of. */
  readonly where: string;
  readonly code: string;
}

/** The examples of all docstrings in a folder of TypeScript sources. */
export function examplesIn(folder: string): Example[] {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return files
    .filter((file) => file.endsWith(".ts"))
    .sort()
    .flatMap((file) => {
      const source = readFileSync(join(folder, file), "utf8");
      const comments = source.matchAll(/\/\*\*[\s\S]*?\*\/\s*(?<next>[^\n]*)/g);
      return [...comments].flatMap(({ 0: comment, groups }) =>
        examplesOf(comment).map((code) => ({ where: `${file}, ${nameIn(groups!.next!)}`, code })),
      );
    });
}

/** What a declaration, or a member, declares. */
export function nameIn(declaration: string): string {
  const words =
    /(?:(?:export|declare|abstract|async|static|readonly|function|const|class|interface|type|get) )*\*?([\w$]+)/;
  return words.exec(declaration)?.[1] ?? declaration;
}

/** An example ends where another tag begins. */
function examplesOf(comment: string): string[] {
  const text = comment.slice(0, comment.indexOf("*/")).replace(/^ *\/?\*+ ?/gm, "");
  const tags = text.split(/^@(?=\w)/m).slice(1);
  return tags.filter((tag) => /^example\s/.test(tag)).map((tag) => tag.slice(8).trim());
}
