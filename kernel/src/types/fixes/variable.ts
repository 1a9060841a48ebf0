import type { EditedCell, Fix } from "../../language/type-service.js";
import type { EditedDocument } from "../edited-document.js";
import { type Node, nodesAround } from "../nodes-around.js";
import { textsOf } from "../notebook-texts.js";
import { parseModule } from "../parse-module.js";

/** Makes a constant that is assigned to a variable, in whichever cell declares it. */
export async function variable(
  offset: number,
  cell: EditedCell,
  { document }: { document: EditedDocument },
): Promise<readonly Fix[]> {
  const written = await document.write(cell);
  const found = await document.define(written, written.offset + offset);
  if (found === undefined || !("cell" in found)) return [];
  const program = parseModule(found.cell).program as unknown as Node;
  const declaration = nodesAround(program, found.start).find(
    ({ type, kind }) => type === "VariableDeclaration" && kind === "const",
  );
  const index = textsOf(cell).lastIndexOf(found.cell);
  if (declaration === undefined || index < 0) return [];
  const { start } = declaration;
  const edits = [{ start, end: start + "const".length, text: "let" }];
  const name = found.cell.slice(found.start, found.end);
  return [{ kind: "variable", names: [name], cells: [{ index, edits }] }];
}
