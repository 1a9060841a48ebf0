import type { EditorView } from "@codemirror/view";
import type { Cell, ICellModel } from "@jupyterlab/cells";
import type { CodeMirrorEditor } from "@jupyterlab/codemirror";
import type { NotebookPanel } from "@jupyterlab/notebook";
import type { Kernel } from "@jupyterlab/services";
import type { TranslationBundle } from "@jupyterlab/translation";
import { Signal } from "@lumino/signaling";
import { type Asked, KernelLine } from "./kernel-line.js";
import type {
  CellText,
  ChangedCell,
  Diagnostic,
  Diagnostics,
  PlaceQuestion,
  Result,
} from "./protocol.js";

/** What is known of a cell's text. */
interface KnownCell {
  readonly version: number;
  readonly text: string;
  diagnostics: readonly Diagnostic[];
}

export interface TypedNotebookParts {
  readonly panel: NotebookPanel;
  /** Puts marks under what TypeScript speaks of. */
  readonly mark: (view: EditorView, diagnostics: readonly Diagnostic[]) => void;
  readonly trans: TranslationBundle;
}

/** Keeps the types of a notebook's kernel and its cells of one mind. */
export class TypedNotebook {
  readonly panel: NotebookPanel;
  readonly #mark: TypedNotebookParts["mark"];
  readonly #trans: TranslationBundle;
  readonly #cells = new Map<string, KnownCell>();
  #line: KernelLine | undefined;
  #waiting = false;

  constructor({ panel, mark, trans }: TypedNotebookParts) {
    this.panel = panel;
    this.#mark = mark;
    this.#trans = trans;
    const { sessionContext, content } = panel;
    sessionContext.kernelChanged.connect(this.#connect, this);
    sessionContext.statusChanged.connect(this.#followStatus, this);
    content.model?.contentChanged.connect(this.#changed, this);
    this.#connect();
  }

  /** The cell whose text an editor holds. */
  cellOf(view: EditorView): Cell | undefined {
    return this.panel.content.widgets.find((cell) => viewOf(cell) === view);
  }

  /** Whether the notebook's kernel knows of types. */
  get isKnown(): boolean {
    return this.#line !== undefined;
  }

  /** The kernel's answer about a place in a cell; nothing where it comes late, or there is none. */
  async look<T extends Result>(
    type: PlaceQuestion["type"],
    { cell, offset }: { cell: Cell; offset: number },
  ): Promise<T | undefined> {
    const question = { type, cell: cell.model.id, offset };
    return this.ask<T>(question).catch(() => undefined);
  }

  /** The kernel's answer; rejects with its reason where it has none, or where it comes late. */
  async ask<T extends Result>(question: Asked): Promise<T | undefined> {
    if (this.#line?.isOpen === false) this.#connect();
    this.#tell();
    if (this.#line === undefined) throw new Error(this.#trans.__("The kernel is not there."));
    const { result, version } = await this.#line.ask(question);
    if ("cell" in question && version !== this.#cells.get(question.cell)?.version)
      throw new Error(this.#trans.__("The cell has changed meanwhile."));
    return (result as T | null) ?? undefined;
  }

  /** Changes cells, each by one step that its editor can undo; only if all are as they were. */
  apply(changes: readonly ChangedCell[]): boolean {
    this.#tell();
    const models = [...(this.panel.content.model?.cells ?? [])];
    const found = changes.map(({ cell, version, edits }) => {
      const current = this.#cells.get(cell)?.version === version;
      return { edits, model: current ? models.find(({ id }) => id === cell) : undefined };
    });
    if (found.some(({ model }) => model === undefined || isReadOnly(model))) return false;
    for (const { edits, model } of found) changeText(model!, edits);
    return true;
  }

  /** The ids of all code cells. */
  get cells(): readonly string[] {
    return [...(this.panel.content.model?.cells ?? [])].filter(isCode).map(({ id }) => id);
  }

  /** Shows in a new editor what was said of its cell before. */
  show(cell: Cell): void {
    const view = viewOf(cell);
    const known = this.#cells.get(cell.model.id);
    if (view && known) this.#mark(view, known.diagnostics);
  }

  /** Brings a place in one of the cells into view. */
  reveal(id: string, { start, end = start }: { start: number; end?: number }): void {
    const { content } = this.panel;
    const index = content.widgets.findIndex(({ model }) => model.id === id);
    if (index < 0) return;
    content.activeCellIndex = index;
    void content.scrollToItem(index).then(() => {
      const view = viewOf(content.widgets[index]!);
      if (!view) return;
      const [anchor, head] = [start, end].map((at) => Math.min(at, view.state.doc.length));
      view.dispatch({ selection: { anchor: anchor!, head: head! }, scrollIntoView: true });
      view.focus();
    });
  }

  close(): void {
    // A view may be gone while another one keeps the kernel and the cells.
    Signal.disconnectReceiver(this);
    for (const cell of this.panel.isDisposed ? [] : this.panel.content.widgets) {
      const view = viewOf(cell);
      if (view) this.#mark(view, []);
    }
    this.#hangUp();
  }

  /** A kernel that starts again knows of nothing; JupyterLab ends its comms without a word. */
  #followStatus(_: unknown, status: Kernel.Status): void {
    if (status === "restarting" || status === "autorestarting" || status === "dead") this.#hangUp();
    else if ((status === "idle" || status === "busy") && !this.#line) this.#connect();
  }

  #hangUp(): void {
    this.#line?.close();
    this.#line = undefined;
  }

  #connect(): void {
    this.#hangUp();
    const kernel = this.panel.sessionContext.session?.kernel;
    const answers = kernel?.status === "idle" || kernel?.status === "busy";
    if (!(kernel?.name.startsWith("rosenblatt") && answers)) return;
    this.#cells.clear();
    this.#line = new KernelLine(kernel, {
      told: (diagnostics) => this.#told(diagnostics),
      trans: this.#trans,
    });
    this.#tell();
  }

  #told({ cell, version, diagnostics }: Diagnostics): void {
    const known = this.#cells.get(cell);
    if (known?.version !== version) return;
    known.diagnostics = diagnostics;
    const widget = this.panel.content.widgets.find(({ model }) => model.id === cell);
    if (widget) this.show(widget);
  }

  /** Once for all that changes in one turn. */
  #changed(): void {
    if (this.#waiting) return;
    this.#waiting = true;
    queueMicrotask(() => {
      this.#waiting = false;
      this.#tell();
    });
  }

  /** Tells the kernel of what has changed. */
  #tell(): void {
    if (!this.#line || this.panel.isDisposed) return;
    const models = [...(this.panel.content.model?.cells ?? [])].filter(isCode);
    const cells = models.flatMap((model): CellText[] => {
      const text = model.sharedModel.getSource();
      const known = this.#cells.get(model.id);
      if (known?.text === text) return [];
      const version = (known?.version ?? 0) + 1;
      this.#cells.set(model.id, { version, text, diagnostics: known?.diagnostics ?? [] });
      return [{ id: model.id, version, text }];
    });
    const order = models.map(({ id }) => id);
    const gone = [...this.#cells.keys()].filter((id) => !order.includes(id));
    for (const id of gone) this.#cells.delete(id);
    if (cells.length > 0 || gone.length > 0) this.#line.send({ type: "update", cells, order });
  }
}

function isCode(model: ICellModel): boolean {
  return model.type === "code";
}

function isReadOnly({ sharedModel }: ICellModel): boolean {
  return sharedModel.getMetadata("editable") === false;
}

function changeText({ sharedModel }: ICellModel, edits: ChangedCell["edits"]): void {
  const steps = (sharedModel as { undoManager?: { stopCapturing(): void } | null }).undoManager;
  // What was typed shortly before or after is undone by itself.
  steps?.stopCapturing();
  sharedModel.transact(() => {
    for (const { start, end, text } of [...edits].sort((a, b) => b.start - a.start))
      sharedModel.updateSource(start, end, text);
  });
  steps?.stopCapturing();
}

export function viewOf(cell: Cell): EditorView | undefined {
  return (cell.editor as CodeMirrorEditor | null)?.editor;
}
