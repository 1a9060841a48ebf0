import type { INotebookTracker, NotebookPanel } from "@jupyterlab/notebook";
import type { TranslationBundle } from "@jupyterlab/translation";
import { type ISignal, Signal } from "@lumino/signaling";
import { NotebookVariables } from "./notebook-variables.js";

/** The variables of all notebooks that were asked for. */
export class Registry {
  readonly #notebooks: INotebookTracker;
  readonly #trans: TranslationBundle;
  readonly #all = new Map<NotebookPanel, NotebookVariables>();
  readonly #changed = new Signal<this, void>(this);

  constructor(notebooks: INotebookTracker, trans: TranslationBundle) {
    this.#notebooks = notebooks;
    this.#trans = trans;
    notebooks.currentChanged.connect(() => this.#changed.emit());
    notebooks.widgetAdded.connect((_, panel) => {
      panel.context.pathChanged.connect(() => this.#changed.emit());
      panel.disposed.connect(() => this.#forget(panel));
      this.#changed.emit();
    });
  }

  /** Emitted when another notebook is in front, or one comes, goes or is renamed. */
  get changed(): ISignal<this, void> {
    return this.#changed;
  }

  /** Those of the notebook in front. */
  get current(): NotebookVariables | undefined {
    const panel = this.#notebooks.currentWidget;
    return panel ? this.#of(panel) : undefined;
  }

  /** Those of an open notebook. */
  at(path: string): NotebookVariables | undefined {
    const panel = this.#notebooks.find(({ context }) => context.path === path);
    return panel ? this.#of(panel) : undefined;
  }

  #of(panel: NotebookPanel): NotebookVariables {
    const variables = this.#all.get(panel) ?? new NotebookVariables(panel, this.#trans);
    this.#all.set(panel, variables);
    return variables;
  }

  #forget(panel: NotebookPanel): void {
    this.#all.delete(panel);
    this.#changed.emit();
  }
}
