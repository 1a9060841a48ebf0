import type { EditorView } from "@codemirror/view";
import type { Cell, ICellModel } from "@jupyterlab/cells";
import type { CodeMirrorEditor } from "@jupyterlab/codemirror";
import type { NotebookPanel } from "@jupyterlab/notebook";
import type { Kernel } from "@jupyterlab/services";
import { showDiagnostics } from "./diagnostics.js";
import { KernelLine } from "./kernel-line.js";
import type { Answer, CellText, Diagnostic, Question } from "./protocol.js";

/** What is known of a cell's text. */
interface KnownCell {
  readonly version: number;
  readonly text: string;
  diagnostics: readonly Diagnostic[];
}

/** Keeps the types of a notebook's kernel and its cells of one mind. */
export class TypedNotebook {
  readonly #panel: NotebookPanel;
  readonly #cells = new Map<string, KnownCell>();
  #line: KernelLine | undefined;
  #waiting = false;

  constructor(panel: NotebookPanel) {
    this.#panel = panel;
    const { sessionContext, content } = panel;
    sessionContext.kernelChanged.connect(this.#connect, this);
    sessionContext.statusChanged.connect(this.#followStatus, this);
    content.model?.contentChanged.connect(this.#changed, this);
    this.#connect();
  }

  /** The cell whose text an editor holds. */
  cellOf(view: EditorView): Cell | undefined {
    return this.#panel.content.widgets.find((cell) => viewOf(cell) === view);
  }

  /** Asks about a place in a cell. */
  async ask(type: Question["type"], cell: Cell, offset: number): Promise<Answer | undefined> {
    this.#tell();
    const { id } = cell.model;
    const answer = await this.#line?.ask({ type, cell: id, offset });
    return answer?.version === this.#cells.get(id)?.version ? answer : undefined;
  }

  /** Shows in a new editor what was said of its cell before. */
  show(cell: Cell): void {
    const view = viewOf(cell);
    const known = this.#cells.get(cell.model.id);
    if (view && known) showDiagnostics(view, known.diagnostics);
  }

  /** Brings a place in one of the cells into view. */
  reveal(id: string, { start, end }: { start: number; end: number }): void {
    const { content } = this.#panel;
    const index = content.widgets.findIndex(({ model }) => model.id === id);
    if (index < 0) return;
    content.activeCellIndex = index;
    void content.scrollToItem(index).then(() => {
      const view = viewOf(content.widgets[index]!);
      view?.dispatch({ selection: { anchor: start, head: end }, scrollIntoView: true });
      view?.focus();
    });
  }

  close(): void {
    const { sessionContext, content, isDisposed } = this.#panel;
    if (!isDisposed) {
      sessionContext.kernelChanged.disconnect(this.#connect, this);
      sessionContext.statusChanged.disconnect(this.#followStatus, this);
      content.model?.contentChanged.disconnect(this.#changed, this);
      for (const cell of content.widgets) {
        const view = viewOf(cell);
        if (view) showDiagnostics(view, []);
      }
    }
    this.#line?.close();
    this.#line = undefined;
  }

  /** A kernel that starts again knows of nothing. */
  #followStatus(_: unknown, status: Kernel.Status): void {
    if (status === "restarting" || status === "autorestarting") this.#line = undefined;
    else if ((status === "idle" || status === "busy") && !this.#line) this.#connect();
  }

  #connect(): void {
    this.#line?.close();
    this.#line = undefined;
    const kernel = this.#panel.sessionContext.session?.kernel;
    const answers = kernel?.status === "idle" || kernel?.status === "busy";
    if (!(kernel?.name.startsWith("rosenblatt") && answers)) return;
    this.#cells.clear();
    this.#line = new KernelLine(kernel, ({ cell, version, diagnostics }) => {
      const known = this.#cells.get(cell);
      if (known?.version !== version) return;
      known.diagnostics = diagnostics;
      const widget = this.#panel.content.widgets.find(({ model }) => model.id === cell);
      if (widget) this.show(widget);
    });
    this.#tell();
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
    if (!this.#line || this.#panel.isDisposed) return;
    const models = [...(this.#panel.content.model?.cells ?? [])].filter(isCode);
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

function viewOf(cell: Cell): EditorView | undefined {
  return (cell.editor as CodeMirrorEditor | null)?.editor;
}
