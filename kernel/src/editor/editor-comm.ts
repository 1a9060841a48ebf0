import type { Comm } from "../comms/comm.js";
import type { Definition, EditorService } from "../language/type-service.js";
import { EditedNotebook } from "./edited-notebook.js";
import type { Answer, FromEditor, Question, ToEditor, Update } from "./protocol.js";

/** Milliseconds without a change after which a cell is checked. */
const pause = 150;

/** Serves one editor over its comm: answers its questions and tells it what TypeScript says. */
export class EditorComm {
  readonly #comm: Comm;
  readonly #types: EditorService;
  readonly #notebook = new EditedNotebook();
  /** Cells whose diagnostics are due, the newest change first. */
  #due: readonly string[] = [];
  #timer: NodeJS.Timeout | undefined;
  #checking = false;
  /** The newest question of each type. */
  readonly #newest = new Map<Question["type"], number>();

  constructor(comm: Comm, types: EditorService) {
    this.#comm = comm;
    this.#types = types;
    comm.onMessage = ({ data }) => this.#take(data as unknown as FromEditor);
    comm.onClose = () => clearTimeout(this.#timer);
  }

  #take(message: FromEditor): void {
    if (message.type === "update") this.#update(message);
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
    const { id, type, cell } = question;
    this.#newest.set(type, id);
    const version = this.#notebook.cell(cell)?.version;
    try {
      const result = (await this.#find(question)) ?? null;
      if (this.#newest.get(type) !== id) this.#refuse(id, "a newer question was asked");
      else this.#send({ type: "answer", id, version: version ?? 0, result });
    } catch (error) {
      this.#refuse(id, (error as Error).message);
    }
  }

  async #find({ id, type, cell, offset }: Question): Promise<Answer["result"] | undefined> {
    const edited = this.#notebook.around(cell);
    if (edited === undefined)
      throw new Error(`Cannot answer ${type}: expected the id of a known cell, got ${cell}`);
    // What has already been overtaken when its turn comes is not looked for.
    await Promise.resolve();
    if (this.#newest.get(type) !== id) return;
    if (type === "hover") return this.#types.hover(edited, offset);
    if (type === "signature") return this.#types.signatures(edited, offset);
    if (type !== "definition") throw new Error(`Cannot answer ${String(type)}: it is not known`);
    const found = await this.#types.define(edited, offset);
    return found && this.#place(found, cell);
  }

  #place(found: Definition, from: string): Answer["result"] {
    if (!("cell" in found)) return found;
    const cell = this.#notebook.withText(found.cell, from);
    return cell === undefined ? null : { ...found, cell };
  }

  #refuse(id: number, reason: string): void {
    this.#send({ type: "refusal", id, reason });
  }

  #send(message: ToEditor): void {
    this.#comm.send(message);
  }
}
