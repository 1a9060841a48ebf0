import {
  ILayoutRestorer,
  type JupyterFrontEnd,
  type JupyterFrontEndPlugin,
} from "@jupyterlab/application";
import { ICommandPalette, MainAreaWidget, WidgetTracker } from "@jupyterlab/apputils";
import { INotebookTracker } from "@jupyterlab/notebook";
import { ISettingRegistry } from "@jupyterlab/settingregistry";
import { IStateDB } from "@jupyterlab/statedb";
import { ITranslator, nullTranslator } from "@jupyterlab/translation";
import { IFigures } from "@rosenblatt/jupyterlab-plotly";
import { variablesIcon } from "./icon.js";
import { Sidebar } from "./sidebar.js";
import type { Shown, TensorViewer } from "./tensor-viewer.js";
import type { Workbench } from "./workbench.js";

/** The commands of this extension. */
const commands = { open: "rosenblatt-variables:open", view: "rosenblatt-variables:view" } as const;

/** A notebook's variables in the side bar, its tensors in viewers. */
const plugin: JupyterFrontEndPlugin<void> = {
  id: "@rosenblatt/jupyterlab-variables:plugin",
  description:
    "A notebook's variables and tensors in JupyterLab: types, values, shapes and memory.",
  autoStart: true,
  requires: [INotebookTracker, IFigures],
  optional: [ICommandPalette, ILayoutRestorer, ISettingRegistry, IStateDB, ITranslator],
  activate,
};

function activate(
  app: JupyterFrontEnd,
  notebooks: INotebookTracker,
  figures: IFigures,
  palette: ICommandPalette | null,
  restorer: ILayoutRestorer | null,
  settings: ISettingRegistry | null,
  states: IStateDB | null,
  translator: ITranslator | null,
): void {
  const trans = (translator ?? nullTranslator).load("rosenblatt");
  const tracker = new WidgetTracker<MainAreaWidget<TensorViewer>>({
    namespace: "rosenblatt-tensors",
  });
  let loading: Promise<Workbench> | undefined;
  const workbench = () => {
    loading ??= import("./workbench.js").then(({ Workbench }) => {
      const view = (shown: Shown) => void app.commands.execute(commands.view, { ...shown });
      return new Workbench({ notebooks, figures, states, trans, view });
    });
    return loading;
  };

  const sidebar = new Sidebar(async () => {
    const loaded = await settings?.load(plugin.id).catch(() => undefined);
    const functions = loaded?.get("functions").composite === true;
    return (await workbench()).panel({ functions });
  });
  sidebar.id = "rosenblatt-variables";
  sidebar.title.icon = variablesIcon;
  sidebar.title.caption = trans.__("Variables");
  sidebar.node.setAttribute("role", "region");
  sidebar.node.setAttribute("aria-label", trans.__("Variables"));
  app.shell.add(sidebar, "right", { rank: 400, type: "Variables" });
  restorer?.add(sidebar, sidebar.id);

  app.commands.addCommand(commands.open, {
    label: trans.__("Show Variables"),
    caption: trans.__("The notebook's variables, tensors and memory"),
    icon: variablesIcon,
    execute: () => app.shell.activateById(sidebar.id),
  });
  app.commands.addCommand(commands.view, {
    label: trans.__("Look into a Tensor"),
    execute: async (args) => {
      const shown = args as unknown as Shown;
      const id = idOf(shown);
      const open = tracker.find((widget) => widget.id === id);
      if (open) return app.shell.activateById(id);
      const content = (await workbench()).viewer(shown, args.look);
      const widget = new MainAreaWidget({ content });
      widget.toolbar.hide();
      widget.id = id;
      widget.title.label = shown.path.join(".");
      widget.title.caption = trans.__("%1 of %2", shown.path.join("."), shown.notebook);
      widget.title.icon = variablesIcon;
      content.looked.connect(() => void tracker.save(widget));
      await tracker.add(widget);
      const beside = tracker.find((other) => other !== widget && other.isAttached);
      const notebook = notebooks.find(({ context }) => context.path === shown.notebook);
      const place = beside
        ? ({ ref: beside.id, mode: "tab-after" } as const)
        : notebook && ({ ref: notebook.id, mode: "split-bottom" } as const);
      app.shell.add(widget, "main", place);
      app.shell.activateById(id);
    },
  });
  palette?.addItem({ command: commands.open, category: trans.__("Rosenblatt") });
  void restorer?.restore(tracker, {
    command: commands.view,
    args: ({ content }) => ({ ...content.shown, look: content.look as never }),
    name: ({ id }) => id,
  });
}

/** A tensor has one viewer. */
function idOf({ notebook, path }: Shown): string {
  return `rosenblatt-tensor:${notebook}:${JSON.stringify(path)}`;
}

export default plugin;
