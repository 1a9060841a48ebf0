import { readFile, stat } from "node:fs/promises";
import type { Comm } from "../comms/comm.js";
import type { CellEdits, Definition, EditedCell, EditorService } from "../language/type-service.js";
import { EditedNotebook } from "./edited-notebook.js";
import { fromEditor, idOf } from "./from-editor.js";
import { namedFile } from "./named-file.js";
import type {
  CellText,
  ChangedCell,
  PlaceQuestion,
  Question,
  Result,
  ToEditor,
  Update,
} from "./protocol.js";

/** Milliseconds without a change after which a cell is checked. */
const pause = 150;

/** Bytes of a file that is handed out. */
const largestFile = 8_000_000;

export interface EditorCommParts {
  readonly types: EditorService;
  /** The notebook's folder. */
  readonly folder: string;
}

/** Serves one editor over its comm: answers its questions and tells it what TypeScript says. */
export class EditorComm {
  readonly #comm: Comm;
  readonly #types: EditorService;
  readonly #folder: string;
  readonly #notebook = new EditedNotebook();
  /** The files to which definitions have led: no others are handed out. */
  readonly #files = new Set<string>();
  /** Cells whose diagnostics are due, the newest change first. */
  #due: readonly string[] = [];
  #timer: NodeJS.Timeout | undefined;
  #checking = false;
  /** The newest question of each type. */
  readonly #newest = new Map<Question["type"], number>();

  constructor(comm: Comm, { types, folder }: EditorCommParts) {
    this.#comm = comm;
    this.#types = types;
    this.#folder = folder;
    comm.onMessage = ({ data }) => this.#take(data);
    comm.onClose = () => clearTimeout(this.#timer);
  }

  #take(data: unknown): void {
    const message = fromEditor(data);
    if ("wrong" in message) this.#refuse(idOf(data), message.wrong);
    else if (message.type === "update") this.#update(message);
    else void this.#answer(message);
  }

  #update(update: Update): void {
    const cells = this.#notebook.update(update);
    const edited = update.cells?.map(({ id }) => id) ?? [];
    this.#due = [...new Set([...edited, ...cells, ...this.#due])];
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#check(), pause);
  }

  /** One cell after the other; a change meanwhile is heeded at the next. */
  async #check(): Promise<void> {
    if (this.#checking) return;
    this.#checking = true;
    for (let id = this.#due[0]; id !== undefined && this.#comm.isOpen; id = this.#due[0]) {
      this.#due = this.#due.slice(1);
      const version = this.#notebook.cell(id)?.version;
      const cell = this.#notebook.around(id);
      if (cell === undefined || version === undefined) continue;
      const diagnostics = await this.#types.diagnose(cell).catch(() => undefined);
      if (diagnostics && this.#notebook.cell(id)?.version === version)
        this.#send({ type: "diagnostics", cell: id, version, diagnostics });
    }
    this.#checking = false;
  }

  async #answer(question: Question): Promise<void> {
    const { id, type } = question;
    this.#newest.set(type, id);
    const version = "cell" in question ? this.#notebook.cell(question.cell)?.version : undefined;
    try {
      const result = (await this.#find(question)) ?? null;
      if (this.#isOvertaken(question)) this.#refuse(id, "a newer question was asked");
      else this.#send({ type: "answer", id, version: version ?? 0, result });
    } catch (error) {
      this.#refuse(id, (error as Error).message);
    }
  }

  /** Whether a newer question about a place has made this one pointless. */
  #isOvertaken({ type, id, ...asked }: Question): boolean {
    return "offset" in asked && !("name" in asked) && this.#newest.get(type) !== id;
  }

  async #find(question: Question): Promise<Result | undefined> {
    switch (question.type) {
      case "rename": {
        const known = this.#notebook.cells;
        const changes = await this.#types.rename(this.#around(question), question);
        return { cells: changedCells(changes, known) };
      }
      case "organise":
        return { cells: await this.#organised(question.cells) };
      case "source":
        return { text: await this.#source(question.file) };
      default:
        return this.#findPlace(question);
    }
  }

  async #findPlace(question: PlaceQuestion): Promise<Result | undefined> {
    const { type, cell, offset } = question;
    const edited = this.#around(question);
    // What has already been overtaken when its turn comes is not looked for.
    await Promise.resolve();
    if (this.#isOvertaken(question)) return;
    switch (type) {
      case "hover":
        return this.#types.hover(edited, offset);
      case "signature":
        return this.#types.signatures(edited, offset);
      case "completion":
        return this.#types.suggest(edited, offset);
      case "renameable":
        return this.#types.renameable(edited, offset);
      case "definition": {
        const found = await this.#types.define(edited, offset);
        return found && this.#place(found, cell);
      }
      case "fixes": {
        const known = this.#notebook.cells;
        const fixes = await this.#types.fixes(edited, offset);
        return { fixes: fixes.map((fix) => ({ ...fix, cells: changedCells(fix.cells, known) })) };
      }
    }
  }

  #around({ type, cell }: { type: string; cell: string }): EditedCell {
    const edited = this.#notebook.around(cell);
    if (edited) return edited;
    throw new Error(`Cannot answer ${type}: expected the id of a known cell, got ${cell}`);
  }

  #place(found: Definition, from: string): Result | undefined {
    if ("cell" in found) {
      const cell = this.#notebook.withText(found.cell, from);
      return cell === undefined ? undefined : { ...found, cell };
    }
    this.#files.add(found.file);
    return { ...found, ...namedFile(found.file, this.#folder) };
  }

  async #organised(ids: readonly string[]): Promise<readonly ChangedCell[]> {
    const changed: ChangedCell[] = [];
    for (const id of ids) {
      const cell = this.#around({ type: "organise", cell: id });
      const { version } = this.#notebook.cell(id)!;
      const edits = await this.#types.organise(cell);
      if (edits.length > 0) changed.push({ cell: id, version, edits });
    }
    return changed;
  }

  async #source(file: string): Promise<string> {
    if (!this.#files.has(file))
      throw new Error(`Cannot read ${file}: expected a file that a definition led to`);
    const { size } = await stat(file);
    if (size > largestFile)
      throw new Error(`Cannot show ${file}: expected at most ${largestFile} bytes, got ${size}`);
    return readFile(file, "utf8");
  }

  #refuse(id: number | null, reason: string): void {
    this.#send({ type: "refusal", id, reason });
  }

  #send(message: ToEditor): void {
    this.#comm.send(message);
  }
}

/** Changes by the places of cells, as changes by the ids of those that were `known` then. */
function changedCells(
  cells: readonly CellEdits[],
  known: readonly CellText[],
): readonly ChangedCell[] {
  return cells.map(({ index, edits }) => {
    const { id, version } = known[index]!;
    return { cell: id, version, edits };
  });
}
