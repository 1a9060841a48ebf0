import type { Diagnostic } from "../language/type-service.js";

const hints: ReadonlyMap<number, (message: string) => string | undefined> = new Map([
  [2304, () => "Run the cell that declares it first."],
  [2307, packageHint],
]);

/** What can be done in a notebook about a mistake, where TypeScript's words do not tell. */
export function notebookHint({ code, message }: Diagnostic): string | undefined {
  return hints.get(code)?.(message);
}

/** A bare specifier names a package: `@scope/name` or `name`, and a path in it. */
function packageHint(message: string): string | undefined {
  const name = /'((?:@[\w.-]+\/)?[\w-][\w.-]*)(?:\/[^']*)?'/.exec(message)?.[1];
  return name && `Install it with %npm install ${name}`;
}
