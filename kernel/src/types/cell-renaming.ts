import { isBuiltin } from "node:module";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import type * as lsp from "vscode-languageserver-protocol";
import type {
  CellEdits,
  EditedCell,
  NamePlace,
  Renaming,
  TextEdit,
} from "../language/type-service.js";
import type { EditedDocument, WrittenCell } from "./edited-document.js";
import { cellAt, edited, editedTexts, textsOf } from "./notebook-texts.js";
import { parseModule } from "./parse-module.js";
import { readCell } from "./read-cell.js";
import { TextPositions } from "./text-positions.js";
import { VIRTUAL } from "./virtual.js";

/** A declaration in a cell, and which cells may name it. */
interface Target {
  readonly name: string;
  readonly code: string;
  /** Where its name begins in the cell. */
  readonly start: number;
  /** Whether the cell gives it to the others by its name. */
  readonly shared: boolean;
  /** Whether no other cell can know of it. */
  readonly local: boolean;
}

/** A change to the document, at offsets of its text. */
interface Change extends TextEdit {
  readonly uri: string;
}

/** Renames in all cells what one of them declares. */
export class CellRenaming {
  readonly #document: EditedDocument;

  constructor(document: EditedDocument) {
    this.#document = document;
  }

  /** The name at a place, if it can be renamed; throws where it cannot, and says why. */
  async nameAt(cell: EditedCell, offset: number): Promise<NamePlace> {
    const found = await this.#nameAt(await this.#document.write(cell), offset);
    await this.#target(cell, found);
    return found;
  }

  /** Throws, and says why, where the new name is none or would mean something else somewhere. */
  async rename(cell: EditedCell, { offset, name }: Renaming): Promise<readonly CellEdits[]> {
    const written = await this.#document.write(cell);
    const { name: old, start } = await this.#nameAt(written, offset);
    const refused = `Cannot rename ${old} to ${name}`;
    if (!isName(name)) throw new Error(`${refused}: expected a name, got what is none`);
    if (name === old) return [];
    const target = await this.#target(cell, { name: old, start });
    const texts = textsOf(cell);
    const taken = texts.some((text) => readCell(text).declarations.names.has(name));
    if (target.shared && taken)
      throw new Error(`${refused}: expected a new name, got one that a cell declares`);
    const found = await this.#occurrences(texts, target, name);
    const renamed = editedTexts(texts, found);
    const moved = movedTarget(texts, { target, found, name });
    // Who renames back must find the same places, or the new name means something there already.
    const back = await this.#occurrences(renamed, moved, old);
    if (!sameKeys(newPlaces(found, name), placesOf(back)))
      throw new Error(`${refused}: expected a new name, got one that is used where it would go`);
    return found;
  }

  async #nameAt(written: WrittenCell, offset: number): Promise<NamePlace> {
    const position = written.positions.positionAt(written.offset + offset);
    const params = { position };
    const found = await this.#document.request<{ range: lsp.Range }>("prepareRename", params);
    const span = found && written.positions.offsetsOf(found.range);
    const start = (span?.start ?? -1) - written.offset;
    const end = (span?.end ?? -1) - written.offset;
    const name = written.code.slice(Math.max(start, 0), Math.max(end, 0));
    if (isName(name)) return { name, start, end };
    const word = wordAt(written.code, offset);
    if (word === undefined) throw new Error("Cannot rename here: expected a name, got none");
    throw foreign(word, "it comes from TypeScript or a package");
  }

  /** What the name at a place stands for. */
  async #target(cell: EditedCell, { name, start }: Omit<NamePlace, "end">): Promise<Target> {
    const written = await this.#document.write(cell);
    const end = written.offset + cell.text.length;
    const at = written.offset + start;
    const changes = await this.#changes(written, { offset: at, name: "renamed" });
    const outside = changes.find(({ uri }) => !isVirtual(uri));
    if (outside) {
      const file = basename(fileURLToPath(outside.uri));
      throw foreign(name, `it is declared in the file ${file}`);
    }
    const exported = changes.find(
      (change) => change.uri === this.#document.uri && change.start > end,
    );
    const definition = await this.#document.define(written, exported?.start ?? at);
    const imported = textsOf(cell).map(importOf(name)).find(Boolean);
    if (definition && "cell" in definition) {
      const { cell: code, start } = definition;
      if (!textsOf(cell).includes(code)) throw foreign(name, "it comes from a cell that is gone");
      const shared = exported !== undefined || written.cells.takeoverOf(name) !== undefined;
      const isTop = shared && readCell(code).declarations.names.has(name);
      return { name, code, start, shared: isTop, local: false };
    }
    const own = changes.length > 0 && changes.every((change) => this.#isIn(change, written));
    if (!own || (imported && exported) || importOf(name)(cell.text))
      throw foreign(name, `it comes from ${imported ? originOf(imported) : "elsewhere"}`);
    return { name, code: cell.text, start, shared: false, local: true };
  }

  /** The places in all cells at which a target is named, as changes to another name. */
  async #occurrences(
    texts: readonly string[],
    target: Target,
    name: string,
  ): Promise<readonly CellEdits[]> {
    const cells: CellEdits[] = [];
    for (const [index, text] of texts.entries()) {
      const own = text === target.code;
      if (!own && (target.local || !readCell(text).words.has(target.name))) continue;
      const written = await this.#document.write(cellAt(texts, index));
      const changes = own
        ? await this.#changes(written, { offset: written.offset + target.start, name })
        : await this.#changesByOthers(written, { target, name });
      const edits = new Map<number, TextEdit>();
      for (const change of changes) {
        if (!this.#isIn(change, written)) continue;
        const start = change.start - written.offset;
        edits.set(start, { start, end: change.end - written.offset, text: change.text });
      }
      const sorted = [...edits.values()].sort((a, b) => a.start - b.start);
      if (sorted.length > 0) cells.push({ index, edits: sorted });
    }
    return cells;
  }

  /** In a cell that does not declare it: by the name that it takes over, and as a member. */
  async #changesByOthers(
    written: WrittenCell,
    { target, name }: { target: Target; name: string },
  ): Promise<readonly Change[]> {
    const changes: Change[] = [];
    for (const { page, start } of written.cells.placesOf(target.code)) {
      const uri = this.#document.pageUri(page);
      const text = written.cells.pages()[page] ?? "";
      const position = new TextPositions(text).positionAt(start + target.start);
      changes.push(...(await this.#changes(written, { uri, position, name })));
    }
    const takeover = written.cells.takeoverOf(target.name);
    const line = takeover ? written.text.lastIndexOf(takeover, written.offset) : -1;
    if (takeover === undefined || line < 0) return changes;
    const offset =
      line + takeover.search(new RegExp(`(?<=(?:import|const|let) )${escaped(target.name)}\\b`));
    const found = await this.#document.define(written, line + takeover.length - 2);
    const same =
      found && "cell" in found && found.cell === target.code && found.start === target.start;
    if (same) changes.push(...(await this.#changes(written, { offset, name })));
    return changes;
  }

  #isIn({ uri, start, end }: Change, { offset, code }: WrittenCell): boolean {
    return uri === this.#document.uri && start >= offset && end <= offset + code.length;
  }

  async #changes(
    written: WrittenCell,
    asked: { name: string } & ({ offset: number } | { uri: string; position: lsp.Position }),
  ): Promise<readonly Change[]> {
    const place =
      "offset" in asked
        ? { position: written.positions.positionAt(asked.offset) }
        : { textDocument: { uri: asked.uri }, position: asked.position };
    const params = { ...place, newName: asked.name };
    const found = await this.#document.request<lsp.WorkspaceEdit>("rename", params);
    return Object.entries(found?.changes ?? {}).flatMap(([uri, edits]) =>
      edits.map(({ range, newText }) => ({
        uri,
        text: newText,
        ...written.positions.offsetsOf(range),
      })),
    );
  }
}

/** Why a name cannot be renamed that the notebook does not declare. */
function foreign(name: string, origin: string): Error {
  const cure = "only names that this notebook declares can be renamed";
  return new Error(`Cannot rename ${name}: ${origin}; ${cure}`);
}

/** What an import's specifier names, in words. */
function originOf(specifier: string): string {
  if (isBuiltin(specifier)) return `Node's module ${specifier}`;
  return `the ${/^[./]/.test(specifier) ? "file" : "package"} ${specifier}`;
}

function isVirtual(uri: string): boolean {
  return basename(fileURLToPath(uri)).startsWith(VIRTUAL);
}

/** Whether a text can be declared as a name. */
function isName(text: string): boolean {
  if (!/^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(text)) return false;
  return parseModule(`let ${text} = 1, { x: ${text}1 } = {};`).errors.length === 0;
}

function wordAt(code: string, offset: number): string | undefined {
  for (const { 0: word, index } of code.matchAll(/[\p{ID_Continue}$]+/gu))
    if (index <= offset && offset <= index + word.length) return word;
  return;
}

/** From what a cell imports a name, if it does. */
function importOf(name: string): (text: string) => string | undefined {
  return (text) =>
    parseModule(text).module.staticImports.find(({ entries }) =>
      entries.some(({ localName }) => localName.value === name),
    )?.moduleRequest.value;
}

/** Where the target is after a renaming. */
function movedTarget(
  texts: readonly string[],
  { target, found, name }: { target: Target; found: readonly CellEdits[]; name: string },
): Target {
  const index = texts.indexOf(target.code);
  const edits = found.find((cell) => cell.index === index)?.edits ?? [];
  const at = edits.findIndex(({ start, end }) => start <= target.start && target.start <= end);
  const start = at < 0 ? target.start : (newStarts(edits, name)[at] ?? target.start);
  return { ...target, name, code: edited(target.code, edits), start };
}

/** Where the new name begins in the changed text, edit by edit. */
function newStarts(edits: readonly TextEdit[], name: string): readonly number[] {
  let shift = 0;
  return edits.map(({ start, end, text }) => {
    const within =
      text.startsWith(name) && !text.endsWith(`: ${name}`) ? 0 : text.length - name.length;
    const at = start + shift + within;
    shift += text.length - (end - start);
    return at;
  });
}

function newPlaces(cells: readonly CellEdits[], name: string): ReadonlySet<string> {
  return new Set(
    cells.flatMap(({ index, edits }) => newStarts(edits, name).map((start) => `${index} ${start}`)),
  );
}

function placesOf(cells: readonly CellEdits[]): ReadonlySet<string> {
  return new Set(
    cells.flatMap(({ index, edits }) => edits.map(({ start }) => `${index} ${start}`)),
  );
}

function sameKeys(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size === other.size && [...one].every((key) => other.has(key));
}

function escaped(name: string): string {
  return name.replace(/\$/g, "\\$");
}
