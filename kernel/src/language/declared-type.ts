import type { Inspection } from "./type-service.js";

/** The type of a name, as its declaration has it: `number` of `const x: number`, `class` of `class X`. */
export function declaredType(inspection: Inspection | undefined, name: string): string | undefined {
  const [declaration = ""] = inspection?.text.split(/\n(?!\s|\})/, 1) ?? [];
  const [, word, rest] = /^(?:declare )?(\w+) (.*)$/s.exec(declaration) ?? [];
  if (word === undefined || rest === undefined || !rest.startsWith(name)) return undefined;
  if (/^(const|let|var)$/.test(word)) return rest.slice(name.length).replace(/^:\s*/, "");
  return word === "function" ? rest.slice(name.length) : word;
}
