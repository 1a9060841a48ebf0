import {
  ILayoutRestorer,
  type JupyterFrontEnd,
  type JupyterFrontEndPlugin,
} from "@jupyterlab/application";
import {
  ICommandPalette,
  type ISessionContext,
  MainAreaWidget,
  WidgetTracker,
} from "@jupyterlab/apputils";
import { IConsoleTracker } from "@jupyterlab/console";
import type { DocumentRegistry, IDocumentWidget } from "@jupyterlab/docregistry";
import { IDefaultFileBrowser } from "@jupyterlab/filebrowser";
import { INotebookTracker } from "@jupyterlab/notebook";
import { CommsOverSubshells } from "@jupyterlab/services";
import { ISettingRegistry } from "@jupyterlab/settingregistry";
import { IStateDB } from "@jupyterlab/statedb";
import { ITranslator, nullTranslator } from "@jupyterlab/translation";
import type { Panel } from "@lumino/widgets";
import { IFigures } from "@rosenblatt/jupyterlab-plotly";
import { addRunCommands, commands } from "./commands.js";
import { RunFactory } from "./document/run-factory.js";
import { runsIcon } from "./icon.js";
import { LazyPanel } from "./lazy-panel.js";
import type { Run } from "./model/run.js";
import { runTarget } from "./run-target.js";
import { IRuns } from "./tokens.js";
import type { Workbench } from "./workbench.js";

export { IRuns } from "./tokens.js";

/** Training runs: a panel, a page that compares them, and their files. */
const plugin: JupyterFrontEndPlugin<IRuns> = {
  id: "@rosenblatt/jupyterlab-runs:plugin",
  description: "Training runs in JupyterLab: live curves, controls, comparison, hyper-parameters.",
  autoStart: true,
  provides: IRuns,
  requires: [IFigures, INotebookTracker],
  optional: [
    ...[IConsoleTracker, ICommandPalette, ILayoutRestorer, ISettingRegistry],
    ...[IStateDB, IDefaultFileBrowser, ITranslator],
  ],
  activate,
};

function activate(
  app: JupyterFrontEnd,
  figures: IFigures,
  notebooks: INotebookTracker,
  consoles: IConsoleTracker | null,
  palette: ICommandPalette | null,
  restorer: ILayoutRestorer | null,
  settings: ISettingRegistry | null,
  states: IStateDB | null,
  browser: IDefaultFileBrowser | null,
  translator: ITranslator | null,
): IRuns {
  const trans = (translator ?? nullTranslator).load("rosenblatt");
  let known: Workbench | undefined;
  const make = async () => {
    const [{ Workbench }, loaded] = await Promise.all([
      import("./workbench.js"),
      settings?.load(plugin.id),
    ]);
    const services = app.serviceManager;
    const view = "rosenblatt-model:open";
    const openModel = app.commands.hasCommand(view)
      ? ({ fields, place }: Run) =>
          void app.commands.execute(view, { comm: fields.model, path: place })
      : undefined;
    const options = {
      ...{ services, notebooks, browser, figures, states, settings: loaded, trans },
      openModel,
    };
    known = new Workbench(options);
    return known;
  };
  let making: Promise<Workbench> | undefined;
  const workbench = () => {
    making ??= make();
    return making;
  };
  notebooks.forEach(keepComms);
  notebooks.widgetAdded.connect((_, panel) => keepComms(panel));
  consoles?.forEach(keepComms);
  consoles?.widgetAdded.connect((_, panel) => keepComms(panel));

  const compare = () => void app.commands.execute(commands.compare);
  const side = new LazyPanel(async () => {
    const [bench, { RunsPanel }] = await Promise.all([
      workbench(),
      import("./panel/runs-panel.js"),
    ]);
    return new RunsPanel(bench, { compare });
  });
  side.id = "rosenblatt-runs";
  side.title.icon = runsIcon;
  side.title.caption = trans.__("Training runs");
  side.node.setAttribute("role", "region");
  side.node.setAttribute("aria-label", trans.__("Training runs"));
  app.shell.add(side, "right", { rank: 150, type: "Training runs" });
  restorer?.add(side, "rosenblatt-runs");

  const tracker = new WidgetTracker<MainAreaWidget<Panel>>({ namespace: "rosenblatt-runs" });
  const page = () => {
    const content = new LazyPanel(async () => {
      const [bench, { ComparePage }] = await Promise.all([
        workbench(),
        import("./compare/compare-page.js"),
      ]);
      return new ComparePage(bench);
    });
    const made = new MainAreaWidget<Panel>({ content });
    made.id = "rosenblatt-runs-compare";
    made.title.label = trans.__("Compare Runs");
    made.title.icon = runsIcon;
    return made;
  };
  app.commands.addCommand(commands.show, {
    label: trans.__("Training Runs"),
    caption: trans.__("Shows the runs of all kernels and files"),
    icon: runsIcon,
    execute: () => app.shell.activateById(side.id),
  });
  app.commands.addCommand(commands.compare, {
    label: trans.__("Compare Runs"),
    caption: trans.__("Curves, results and settings of runs beside each other"),
    icon: runsIcon,
    execute: async () => {
      const shown = tracker.currentWidget ?? page();
      if (!tracker.has(shown)) await tracker.add(shown);
      if (!shown.isAttached) app.shell.add(shown, "main");
      app.shell.activateById(shown.id);
    },
  });
  app.commands.addCommand(commands.open, {
    label: trans.__("Open Run"),
    caption: trans.__("Opens the file of a run, given as path"),
    execute: ({ path }) => app.commands.execute("docmanager:open", { path, factory: factoryName }),
  });
  addRunCommands(app.commands, {
    trans,
    selected: () => known?.view.selected,
    onDelete: (run) => void known?.delete(run),
  });
  const category = trans.__("Rosenblatt");
  for (const command of Object.values(commands)) {
    if (command !== commands.open) palette?.addItem({ command, category });
  }
  void restorer?.restore(tracker, { command: commands.compare, name: () => "compare" });
  openFiles(app, { workbench, restorer, label: trans.__("Training Run") });
  return { workbench };
}

/** A notebook or a console. */
interface HasKernel {
  readonly sessionContext: ISessionContext;
}

/** JupyterLab ends a comm that nobody in the page takes; runs are followed without taking it. */
function keepComms({ sessionContext }: HasKernel): void {
  const keep = () => {
    const kernel = sessionContext.session?.kernel;
    if (!kernel?.name.startsWith("rosenblatt")) return;
    // The kernel hears comms while a cell runs; a subshell for each target would only be one more
    // thing to start, and its answer fails on the page when the kernel ends before it.
    kernel.commsOverSubshells = CommsOverSubshells.Disabled;
    kernel.registerCommTarget(runTarget, () => {});
  };
  sessionContext.kernelChanged.connect(keep);
  keep();
}

const factoryName = "Training Run";

interface OpenFilesOptions {
  readonly workbench: () => Promise<Workbench>;
  readonly restorer: ILayoutRestorer | null;
  readonly label: string;
}

/** A double click on a run's file shows the run. */
function openFiles(app: JupyterFrontEnd, { workbench, restorer, label }: OpenFilesOptions): void {
  const name = "rosenblatt-run";
  app.docRegistry.addFileType({
    name,
    displayName: label,
    extensions: [".run.json"],
    mimeTypes: ["application/json"],
    fileFormat: "text",
    icon: runsIcon,
  });
  const factory = new RunFactory(
    { name: factoryName, label, fileTypes: [name], defaultFor: [name], readOnly: true },
    workbench,
  );
  const tracker = new WidgetTracker<IDocumentWidget>({ namespace: "rosenblatt-run-files" });
  factory.widgetCreated.connect((_, widget) => {
    widget.title.icon = runsIcon;
    void tracker.add(widget);
  });
  app.docRegistry.addWidgetFactory(factory as unknown as DocumentRegistry.WidgetFactory);
  void restorer?.restore(tracker, {
    command: "docmanager:open",
    args: ({ context }) => ({ path: context.path, factory: factoryName }),
    name: ({ context }) => context.path,
  });
}

export default plugin;
