import type { INotebookTracker } from "@jupyterlab/notebook";
import type { IStateDB } from "@jupyterlab/statedb";
import type { TranslationBundle } from "@jupyterlab/translation";
import type { IFigures } from "@rosenblatt/jupyterlab-plotly";
import { keptLook } from "./look.js";
import { PanelView } from "./panel-view.js";
import { Registry } from "./registry.js";
import { type Shown, TensorViewer } from "./tensor-viewer.js";
import { VariablesPanel } from "./variables-panel.js";

export interface WorkbenchOptions {
  readonly notebooks: INotebookTracker;
  readonly figures: IFigures;
  /** Where the panel's view is kept. */
  readonly states: IStateDB | null;
  readonly trans: TranslationBundle;
  /** Opens a viewer. */
  readonly view: (shown: Shown) => void;
}

/** All of this extension that is fetched when it is first used. */
export class Workbench {
  readonly #options: WorkbenchOptions;
  readonly #registry: Registry;

  constructor(options: WorkbenchOptions) {
    this.#options = options;
    this.#registry = new Registry(options.notebooks, options.trans);
  }

  /** The panel of the side bar. */
  async panel({ functions }: { functions: boolean }): Promise<VariablesPanel> {
    const { states, trans, view } = this.#options;
    return new VariablesPanel({
      registry: this.#registry,
      view: await PanelView.restored(states, { functions }),
      look: (notebook, path) => view({ notebook, path }),
      trans,
    });
  }

  /** A viewer of a tensor; `kept` is the look of one before a reload. */
  viewer(shown: Shown, kept: unknown): TensorViewer {
    const { figures, trans } = this.#options;
    const look = keptLook(kept);
    return new TensorViewer({ shown, look, registry: this.#registry, figures, trans });
  }
}
