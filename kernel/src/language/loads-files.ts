import type { AnyNode, Program } from "acorn";
import { walk } from "./walk.js";

/** Whether a specifier names a file or a private import rather than a package. */
export function isFileLike(specifier: string): boolean {
  return /^(\.|\/|#|file:|[A-Za-z]:[\\/])/.test(specifier);
}

/** Whether a cell might load a file of the user's own, by import or by require. */
export function loadsFiles(program: Program, isFile: (specifier: string) => boolean): boolean {
  let found = false;
  const check = (source: AnyNode | undefined): void => {
    const known = source?.type === "Literal" && typeof source.value === "string";
    found ||= !known || isFile(String(source.value));
  };
  walk(program, (node) => {
    if (node.type === "ImportExpression") check(node.source);
    else if (/^(Import|Export).*Declaration$/.test(node.type)) {
      if ("source" in node && node.source) check(node.source as AnyNode);
    } else if (node.type === "CallExpression" && node.callee.type === "Identifier") {
      if (node.callee.name === "require") check(node.arguments[0] as AnyNode | undefined);
    }
  });
  return found;
}
