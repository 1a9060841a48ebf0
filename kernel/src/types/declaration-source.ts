import { readFile } from "node:fs/promises";
import type { Definition } from "../language/type-service.js";
import { isNode, type Node, nodesAround } from "./nodes-around.js";
import { parseModule } from "./parse-module.js";
import { TextPositions } from "./text-positions.js";

/** The text of the declaration that a definition leads to; undefined where only its types are known. */
export async function declarationSource(definition: Definition): Promise<string | undefined> {
  if ("cell" in definition) return declarationAt(definition.cell, definition.start);
  const { file, line, character } = definition;
  if (/\.d\.[cm]?ts$/.test(file)) return;
  const text = await readFile(file, "utf8").catch(() => "");
  return declarationAt(text, new TextPositions(text).offsetAt({ line, character }));
}

/** The declaration whose name begins at an offset. */
function declarationAt(code: string, offset: number): string | undefined {
  const { program } = parseModule(code);
  const around = nodesAround(program as unknown as Node, offset);
  const named = around.findIndex(({ id, key }) =>
    [id, key].some((name) => startOf(name) === offset),
  );
  if (named < 0) return;
  // `const f = …` is a declarator within a declaration, which may be exported.
  let whole = named;
  while (/^(VariableDeclaration|Export\w+)$/.test(around[whole + 1]?.type ?? "")) whole++;
  return code.slice(around[whole]!.start, around[whole]!.end);
}

function startOf(value: unknown): number | undefined {
  return isNode(value) ? value.start : undefined;
}
