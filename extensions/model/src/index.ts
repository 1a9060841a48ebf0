import {
  ILayoutRestorer,
  type JupyterFrontEnd,
  type JupyterFrontEndPlugin,
} from "@jupyterlab/application";
import {
  ICommandPalette,
  MainAreaWidget,
  showErrorMessage,
  WidgetTracker,
} from "@jupyterlab/apputils";
import { INotebookTracker } from "@jupyterlab/notebook";
import { IRenderMimeRegistry } from "@jupyterlab/rendermime";
import { ISettingRegistry } from "@jupyterlab/settingregistry";
import { ITranslator, nullTranslator } from "@jupyterlab/translation";
import { IFigures } from "@rosenblatt/jupyterlab-plotly";
import { modelIcon } from "./icon.js";
import { type ModelAddress, ModelLines } from "./line/model-lines.js";
import type { ModelPanel } from "./model-panel.js";
import { modelMime } from "./protocol.js";
import { readSettings } from "./settings.js";
import { SummaryOutput } from "./summary-output.js";

const command = "rosenblatt-model:open";

/** A network seen from inside, beside the notebook that trains it. */
const plugin: JupyterFrontEndPlugin<void> = {
  id: "@rosenblatt/jupyterlab-model:plugin",
  description:
    "A network seen from inside in JupyterLab: its graph, weights, filters and feature maps.",
  autoStart: true,
  requires: [IFigures, INotebookTracker, IRenderMimeRegistry],
  optional: [ICommandPalette, ILayoutRestorer, ISettingRegistry, ITranslator],
  activate,
};

function activate(
  app: JupyterFrontEnd,
  figures: IFigures,
  notebooks: INotebookTracker,
  rendermime: IRenderMimeRegistry,
  palette: ICommandPalette | null,
  restorer: ILayoutRestorer | null,
  settings: ISettingRegistry | null,
  translator: ITranslator | null,
): void {
  const trans = (translator ?? nullTranslator).load("rosenblatt");
  const lines = new ModelLines(notebooks, trans);
  const tracker = new WidgetTracker<MainAreaWidget<ModelPanel>>({ namespace: "rosenblatt-model" });

  /** Where the model lives that is meant: the one that is named, or the newest of the notebook. */
  const addressOf = async (args: Partial<ModelAddress>): Promise<ModelAddress | undefined> => {
    const { kernelId = "", comm } = args;
    if (comm) {
      const panel = lines.notebookOf({ kernelId, path: args.path ?? "" });
      return { comm, kernelId, path: args.path ?? panel?.context.path ?? "" };
    }
    const panel = notebooks.currentWidget;
    const kernel = panel?.sessionContext.session?.kernel;
    if (!panel || !kernel) return undefined;
    const { path } = panel.context;
    const last = lines.newest(path)?.comm ?? (await lines.comms(kernel)).at(-1);
    return last === undefined ? undefined : { kernelId: kernel.id, comm: last, path };
  };

  const panelFor = async (address: ModelAddress, kept: unknown) => {
    const { ModelPanel } = await import("./model-panel.js");
    const loaded = await settings?.load(plugin.id).catch(() => undefined);
    const openNotebook = (path: string) => void app.commands.execute("docmanager:open", { path });
    const around = { lines, figures, trans, openNotebook, settings: readSettings(loaded) };
    const content = new ModelPanel(address, { around, kept });
    const made = new MainAreaWidget({ content });
    made.title.icon = modelIcon;
    made.title.label = trans.__("Model");
    made.title.closable = true;
    made.toolbar.hide();
    content.renamed.connect((_, name) => {
      made.title.label = name;
      made.title.caption = trans.__("%1 in %2", name, content.address.path);
      void tracker.save(made);
    });
    content.view.changed.connect(() => void tracker.save(made));
    return made;
  };

  app.commands.addCommand(command, {
    label: trans.__("Open Model View"),
    caption: trans.__("A network from inside: its graph, weights, filters and feature maps"),
    icon: modelIcon,
    isEnabled: (args) => "comm" in args || notebooks.currentWidget !== null,
    execute: async (args) => {
      const address = await addressOf(args as Partial<ModelAddress>);
      if (!address) {
        const cure = trans.__(
          "This notebook's kernel has told of no model. Show one by summary(model), or train it, and open it then.",
        );
        return showErrorMessage(trans.__("Cannot open a model"), cure);
      }
      const open = tracker.find(({ content }) => content.address.comm === address.comm);
      const shown = open ?? (await panelFor(address, args.view));
      if (!tracker.has(shown)) await tracker.add(shown);
      if (!shown.isAttached) app.shell.add(shown, "main");
      app.shell.activateById(shown.id);
    },
  });
  palette?.addItem({ command, category: trans.__("Rosenblatt") });

  rendermime.addFactory(
    {
      safe: true,
      mimeTypes: [modelMime],
      createRenderer: () =>
        new SummaryOutput({
          rendermime,
          trans,
          open: (comm, node) => {
            const panel = notebooks.find(({ content }) => content.node.contains(node));
            const kernelId = panel?.sessionContext.session?.kernel?.id ?? "";
            const path = panel?.context.path ?? "";
            void app.commands.execute(command, { kernelId, comm, path });
          },
        }),
    },
    // Before the table in HTML, which it shows with a button.
    0,
  );

  void restorer?.restore(tracker, {
    command,
    args: ({ content }) => ({ ...content.address, view: { ...content.view.state } }),
    name: ({ content }) => content.address.comm,
  });
}

export default plugin;
