import { ViewPlugin } from "@codemirror/view";
import type { JupyterFrontEnd, JupyterFrontEndPlugin } from "@jupyterlab/application";
import {
  type CodeMirrorEditor,
  EditorExtensionRegistry,
  IEditorExtensionRegistry,
} from "@jupyterlab/codemirror";
import { INotebookTracker, type NotebookPanel } from "@jupyterlab/notebook";
import { IRenderMimeRegistry } from "@jupyterlab/rendermime";
import { ISettingRegistry } from "@jupyterlab/settingregistry";
import { ITranslator, nullTranslator } from "@jupyterlab/translation";
import { typeHover } from "./hover.js";
import { Places } from "./places.js";
import type { CellDefinition } from "./protocol.js";
import { signatureHelp } from "./signature.js";
import { TypedNotebook } from "./typed-notebook.js";

/** Shows what the notebook's kernel knows of types in the cells of its notebook. */
const plugin: JupyterFrontEndPlugin<void> = {
  id: "@rosenblatt/jupyterlab-types:plugin",
  description: "Errors, hover, signatures and definitions in TypeScript cells while one types.",
  autoStart: true,
  requires: [INotebookTracker, IEditorExtensionRegistry, IRenderMimeRegistry],
  optional: [ISettingRegistry, ITranslator],
  activate,
};

function activate(
  app: JupyterFrontEnd,
  notebooks: INotebookTracker,
  extensions: IEditorExtensionRegistry,
  rendermime: IRenderMimeRegistry,
  settings: ISettingRegistry | null,
  translator: ITranslator | null,
): void {
  const trans = (translator ?? nullTranslator).load("rosenblatt");
  const places = new Places();
  let enabled = true;
  const follow = (panel: NotebookPanel) => {
    void panel.context.ready.then(() => {
      if (!enabled || panel.isDisposed) return;
      const notebook = new TypedNotebook(panel);
      places.add(notebook);
      panel.disposed.connect(() => places.remove(notebook));
    });
  };
  const switchTo = (on: boolean) => {
    if (on === enabled) return;
    enabled = on;
    places.clear();
    if (on) notebooks.forEach(follow);
  };

  /** What was said of a cell is shown again when its editor comes into view. */
  const remembering = ViewPlugin.define((view) => {
    queueMicrotask(() => {
      const place = places.at(view);
      place?.notebook.show(place.cell);
    });
    return {};
  });
  extensions.addExtension({
    name: "rosenblatt-types",
    factory: () =>
      EditorExtensionRegistry.createImmutableExtension([
        ...[remembering, typeHover(places, rendermime), signatureHelp(places)],
      ]),
  });
  notebooks.widgetAdded.connect((_, panel) => follow(panel));
  void settings?.load(plugin.id).then((loaded) => {
    const read = () => switchTo(loaded.get("enabled").composite !== false);
    loaded.changed.connect(read);
    read();
  });

  app.commands.addCommand("rosenblatt-types:definition", {
    label: trans.__("Go to Definition"),
    isEnabled: () => notebooks.activeCell?.model.type === "code",
    execute: async () => {
      const view = (notebooks.activeCell?.editor as CodeMirrorEditor | null)?.editor;
      const place = view && places.at(view);
      if (!place) return;
      const { head } = view.state.selection.main;
      const answer = await place.notebook.ask("definition", place.cell, head);
      const found = answer?.result as CellDefinition | null | undefined;
      if (found && "cell" in found) place.notebook.reveal(found.cell, found);
    },
  });
}

export default plugin;
