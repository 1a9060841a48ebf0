import type { INotebookTracker, NotebookPanel } from "@jupyterlab/notebook";
import type { Kernel } from "@jupyterlab/services";
import type { TranslationBundle } from "@jupyterlab/translation";
import { Signal } from "@lumino/signaling";
import { modelTarget } from "../protocol.js";
import { ModelLine } from "./model-line.js";

/** Where a model lives: its comm, in the kernel of a notebook. */
export interface ModelAddress {
  readonly comm: string;
  /** The kernel's; empty where only the notebook is known. */
  readonly kernelId: string;
  /** The notebook's. */
  readonly path: string;
}

/** The models that the kernels of open notebooks have told of. */
export class ModelLines {
  /** A kernel has told of a model, or a notebook has got a kernel. */
  readonly changed = new Signal<this, void>(this);
  readonly #notebooks: INotebookTracker;
  readonly #trans: TranslationBundle;
  readonly #lines = new Map<string, ModelLine>();
  readonly #followed = new WeakSet<Kernel.IKernelConnection>();

  constructor(notebooks: INotebookTracker, trans: TranslationBundle) {
    this.#notebooks = notebooks;
    this.#trans = trans;
    notebooks.widgetAdded.connect((_, panel) => {
      panel.sessionContext.kernelChanged.connect(() => this.#follow(panel));
      this.#follow(panel);
    });
  }

  /** The open notebook of a model: by its kernel, or else by its path. */
  notebookOf({ kernelId, path }: Omit<ModelAddress, "comm">): NotebookPanel | undefined {
    return (
      this.#notebooks.find((panel) => kernelOf(panel)?.id === kernelId) ??
      this.#notebooks.find((panel) => panel.context.path === path && kernelOf(panel) !== undefined)
    );
  }

  /** Where the newest model of a notebook lives, if its kernel has told of one. */
  newest(path: string): ModelAddress | undefined {
    const panel = this.notebookOf({ kernelId: "", path });
    const kernel = panel && kernelOf(panel);
    const line = [...this.#lines.values()].filter((line) => line.kernel === kernel).at(-1);
    return line && { kernelId: line.kernel.id, comm: line.id, path };
  }

  /**
   * The line to a model. Undefined when its notebook is not open, or its kernel knows of no such
   * model.
   */
  async line(address: ModelAddress): Promise<ModelLine | undefined> {
    const { comm } = address;
    const known = this.#lines.get(comm);
    if (known) return known;
    const panel = this.notebookOf(address);
    const kernel = panel && kernelOf(panel);
    if (!kernel) return undefined;
    const { content } = await kernel.requestCommInfo({ target_name: modelTarget });
    if (content.status !== "ok" || !(comm in content.comms)) return undefined;
    return this.#lines.get(comm) ?? this.#add(kernel, kernel.createComm(modelTarget, comm));
  }

  /** The models of a kernel by their comms, the oldest first; those of before a reload too. */
  async comms(kernel: Kernel.IKernelConnection): Promise<string[]> {
    const { content } = await kernel.requestCommInfo({ target_name: modelTarget });
    return content.status === "ok" ? Object.keys(content.comms) : [];
  }

  #follow(panel: NotebookPanel): void {
    const kernel = kernelOf(panel);
    if (!kernel || this.#followed.has(kernel)) return;
    this.#followed.add(kernel);
    kernel.registerCommTarget(modelTarget, (comm) => void this.#add(kernel, comm));
    kernel.statusChanged.connect((_, status) => {
      if (status === "restarting" || status === "autorestarting" || status === "dead") {
        this.#end(kernel);
      }
    });
    kernel.disposed.connect(() => this.#end(kernel));
    this.changed.emit();
  }

  #add(kernel: Kernel.IKernelConnection, comm: Kernel.IComm): ModelLine {
    const line = new ModelLine({ kernel, comm, trans: this.#trans });
    this.#lines.set(comm.commId, line);
    this.changed.emit();
    return line;
  }

  #end(kernel: Kernel.IKernelConnection): void {
    for (const [id, line] of this.#lines) {
      if (line.kernel !== kernel) continue;
      this.#lines.delete(id);
      line.end();
    }
  }
}

function kernelOf(panel: NotebookPanel): Kernel.IKernelConnection | undefined {
  return panel.sessionContext.session?.kernel ?? undefined;
}
