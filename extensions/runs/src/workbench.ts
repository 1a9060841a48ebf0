import { PathExt } from "@jupyterlab/coreutils";
import type { FileBrowser } from "@jupyterlab/filebrowser";
import type { INotebookTracker } from "@jupyterlab/notebook";
import type { ServiceManager } from "@jupyterlab/services";
import type { ISettingRegistry } from "@jupyterlab/settingregistry";
import type { IStateDB } from "@jupyterlab/statedb";
import type { TranslationBundle } from "@jupyterlab/translation";
import type { IFigures } from "@rosenblatt/jupyterlab-plotly";
import { agreesToDelete } from "./agrees-to-delete.js";
import { Kernels } from "./model/kernels.js";
import type { Run } from "./model/run.js";
import { RunFiles } from "./model/run-files.js";
import { RunList } from "./model/run-list.js";
import { View } from "./model/view.js";
import type { RunLabels } from "./protocol.js";

export interface WorkbenchOptions {
  readonly services: ServiceManager.IManager;
  readonly notebooks: INotebookTracker;
  readonly browser: FileBrowser | null;
  readonly figures: IFigures;
  readonly states: IStateDB | null;
  readonly settings: ISettingRegistry.ISettings | undefined;
  readonly trans: TranslationBundle;
  /** Opens the model of a run in a view; undefined where there is no such view. */
  readonly openModel: ((run: Run) => void) | undefined;
}

/** What panel, page and documents share: all runs, where they are kept, and what one looks at. */
export class Workbench {
  readonly runs = new RunList();
  readonly view: View;
  readonly files: RunFiles;
  readonly figures: IFigures;
  readonly trans: TranslationBundle;
  readonly #options: WorkbenchOptions;

  constructor(options: WorkbenchOptions) {
    this.#options = options;
    const { services, notebooks, browser, figures, states, trans } = options;
    this.figures = figures;
    this.trans = trans;
    this.files = new RunFiles({ contents: services.contents, runs: this.runs, trans });
    this.view = new View(this.runs, states);
    const smoothing = this.#setting("smoothing", 0.6);
    void this.view.restore({ smoothing });
    new Kernels({ services, notebooks, runs: this.runs });
    const look = () => void this.look();
    notebooks.widgetAdded.connect(look);
    browser?.model.pathChanged.connect(look);
    options.settings?.changed.connect(look);
    look();
  }

  /** The most points of a curve on the screen. */
  get points(): number {
    return this.#setting("points", 1500);
  }

  /** Reads the files of runs beside the open notebooks, in the file browser's folder, and in others that are set. */
  async look(): Promise<void> {
    const { notebooks, browser } = this.#options;
    const folders = this.#setting<readonly string[]>("folders", []).slice();
    notebooks.forEach(({ context }) => {
      folders.push(PathExt.dirname(context.path));
    });
    if (browser) folders.push(browser.model.path);
    await this.files.look(folders);
  }

  /** Names, tags or pins a run. */
  readonly label = (run: Run, labels: Partial<RunLabels>): void => {
    void this.files.label(run, labels);
  };

  /** Deletes a run for good, once the reader has agreed. */
  readonly delete = async (run: Run): Promise<void> => {
    if (await agreesToDelete(run, this.trans)) await this.files.delete(run);
  };

  /** Opens the model of a run that its kernel still has; undefined where that cannot be. */
  modelOf(run: Run): (() => void) | undefined {
    const { openModel, notebooks } = this.#options;
    const isOpen = notebooks.find(({ context }) => context.path === run.place) !== undefined;
    return openModel && isOpen && run.reachable && run.fields.model !== null
      ? () => openModel(run)
      : undefined;
  }

  #setting<T>(name: string, otherwise: T): T {
    return (this.#options.settings?.get(name).composite ?? otherwise) as T;
  }
}
