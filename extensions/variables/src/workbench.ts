import type { INotebookTracker } from "@jupyterlab/notebook";
import type { TranslationBundle } from "@jupyterlab/translation";
import type { IFigures } from "@rosenblatt/jupyterlab-plotly";
import { Registry } from "./registry.js";
import { type Shown, TensorViewer } from "./tensor-viewer.js";
import { VariablesPanel } from "./variables-panel.js";

export interface WorkbenchOptions {
  readonly notebooks: INotebookTracker;
  readonly figures: IFigures;
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
  panel({ functions }: { functions: boolean }): VariablesPanel {
    const { trans, view } = this.#options;
    return new VariablesPanel({
      registry: this.#registry,
      view: (notebook, path) => view({ notebook, path }),
      functions,
      trans,
    });
  }

  /** A viewer of a tensor. */
  viewer(shown: Shown): TensorViewer {
    const { figures, trans } = this.#options;
    return new TensorViewer({ shown, registry: this.#registry, figures, trans });
  }
}
