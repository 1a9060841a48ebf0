import { builtinModules } from "node:module";
import type { CellEdits, EditedCell, Fix, TextEdit } from "../../language/type-service.js";
import type { EditedDocument } from "../edited-document.js";
import { textsOf } from "../notebook-texts.js";
import { parseModule } from "../parse-module.js";
import { TextPositions } from "../text-positions.js";
import { importableModules } from "./importable-modules.js";

/** So many modules are proposed for a name. */
const MOST = 5;

export interface MissingImportOptions {
  readonly document: EditedDocument;
  readonly folder: string;
}

/** Imports a name from the modules that export it, those first from which cells import already. */
export async function missingImport(
  name: string,
  cell: EditedCell,
  { document, folder }: MissingImportOptions,
): Promise<readonly Fix[]> {
  const texts = textsOf(cell);
  const imported = texts.flatMap((text) =>
    parseModule(text).module.staticImports.map(({ moduleRequest }) => moduleRequest.value),
  );
  const modules = [...new Set([...imported, ...importableModules(name, folder)])];
  const exporting = await exportersOf(name, { modules, document });
  const rank = (module: string) =>
    [!imported.includes(module), !module.startsWith("."), module.includes("/")]
      .map(Number)
      .join("");
  const sorted = exporting.sort((a, b) => (rank(a) < rank(b) ? -1 : rank(a) > rank(b) ? 1 : 0));
  const fixes = sorted.slice(0, MOST).flatMap((module) => importsFrom(module, { name, cell }));
  return builtinModules.includes(name) ? [wholeModule(name, cell), ...fixes] : fixes;
}

/** Those of the modules that have an export of this name. */
async function exportersOf(
  name: string,
  { modules, document }: { modules: readonly string[]; document: EditedDocument },
): Promise<string[]> {
  const lines = modules.map(
    (module, n) => `import { ${name} as _${n} } from ${JSON.stringify(module)};`,
  );
  const text = `${lines.join("\n")}\nexport { ${modules.map((_, n) => `_${n}`).join(", ")} };`;
  document.writeText(text);
  const wrong = new Set((await document.diagnostics()).map(({ range }) => range.start.line));
  return modules.filter((_, line) => !wrong.has(line));
}

/** In the cell itself, and where another cell imports from the module already, there too. */
function importsFrom(
  module: string,
  { name, cell }: { name: string; cell: EditedCell },
): readonly Fix[] {
  const texts = textsOf(cell);
  const own = cell.above.length;
  const names = [name, module];
  const here =
    extension(cell.text, { name, module }) ??
    insertion(cell.text, `import { ${name} } from ${JSON.stringify(module)};`);
  const fixes: Fix[] = [{ kind: "import", names, cells: [{ index: own, edits: [here] }] }];
  const there = texts.findIndex(
    (text, index) => index !== own && extension(text, { name, module }),
  );
  const edit = there < 0 ? undefined : extension(texts[there]!, { name, module });
  if (edit && extension(cell.text, { name, module }) === undefined)
    fixes.push({ kind: "importThere", names, cells: [{ index: there, edits: [edit] }] });
  return fixes;
}

function wholeModule(name: string, cell: EditedCell): Fix {
  const edits = [insertion(cell.text, `import * as ${name} from "node:${name}";`)];
  const cells: CellEdits[] = [{ index: cell.above.length, edits }];
  return { kind: "import", names: [name, `node:${name}`], cells };
}

/** One more name in an import that is there. */
function extension(
  text: string,
  { name, module }: { name: string; module: string },
): TextEdit | undefined {
  for (const { type, start, end } of importsOf(text, module)) {
    const found = /\{([^}]*?),?\s*\}\s*from\b/.exec(text.slice(start, end));
    if (type || !found) continue;
    const at = start + found.index + 1 + (found[1] ?? "").length;
    const first = (found[1] ?? "").trim() === "";
    return { start: at, end: at, text: first ? ` ${name}` : `, ${name}` };
  }
  return;
}

function importsOf(text: string, module: string) {
  return parseModule(text)
    .module.staticImports.filter(({ moduleRequest }) => moduleRequest.value === module)
    .map(({ start, end }) => ({
      start,
      end,
      type: /^import\s+type\b/.test(text.slice(start, end)),
    }));
}

/** A line of its own: behind the imports that are there, else first. */
function insertion(text: string, line: string): TextEdit {
  const last = parseModule(text).module.staticImports.at(-1);
  if (last === undefined) return { start: 0, end: 0, text: `${line}\n` };
  const positions = new TextPositions(text);
  const next = positions.offsetAt({ line: positions.positionAt(last.end).line + 1, character: 0 });
  const ended = /\n$/.test(text.slice(0, next));
  return { start: next, end: next, text: ended ? `${line}\n` : `\n${line}` };
}
