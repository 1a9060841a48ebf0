import { ViewPlugin } from "@codemirror/view";
import type { JupyterFrontEnd, JupyterFrontEndPlugin } from "@jupyterlab/application";
import { ICommandPalette } from "@jupyterlab/apputils";
import { IEditorServices } from "@jupyterlab/codeeditor";
import { EditorExtensionRegistry, IEditorExtensionRegistry } from "@jupyterlab/codemirror";
import { ICompletionProviderManager } from "@jupyterlab/completer";
import { IDocumentManager } from "@jupyterlab/docmanager";
import { INotebookTracker, type NotebookPanel } from "@jupyterlab/notebook";
import { IRenderMimeRegistry } from "@jupyterlab/rendermime";
import { ISettingRegistry } from "@jupyterlab/settingregistry";
import { ITranslator, nullTranslator } from "@jupyterlab/translation";
import { addCommands } from "./commands.js";
import { CellCompletions } from "./completions.js";
import { showDiagnostics } from "./diagnostics.js";
import { typeHover } from "./hover.js";
import { Places } from "./places.js";
import { renameBox } from "./rename-box.js";
import { signatureHelp } from "./signature.js";
import { TypedNotebook } from "./typed-notebook.js";

/** Shows what the notebook's kernel knows of types in the cells of its notebook. */
const plugin: JupyterFrontEndPlugin<void> = {
  id: "@rosenblatt/jupyterlab-types:plugin",
  description:
    "Errors, quick fixes, completion, hover, signatures, definitions, renaming and imports in TypeScript cells.",
  autoStart: true,
  requires: [
    INotebookTracker,
    IEditorExtensionRegistry,
    IRenderMimeRegistry,
    IDocumentManager,
    IEditorServices,
  ],
  optional: [ISettingRegistry, ICommandPalette, ICompletionProviderManager, ITranslator],
  activate,
};

function activate(
  app: JupyterFrontEnd,
  notebooks: INotebookTracker,
  extensions: IEditorExtensionRegistry,
  rendermime: IRenderMimeRegistry,
  documents: IDocumentManager,
  editors: IEditorServices,
  settings: ISettingRegistry | null,
  palette: ICommandPalette | null,
  completions: ICompletionProviderManager | null,
  translator: ITranslator | null,
): void {
  const trans = (translator ?? nullTranslator).load("rosenblatt");
  const places = new Places();
  const { openFixes, keys } = addCommands({
    ...{ app, notebooks, documents, editors, palette, places, trans },
  });
  completions?.registerProvider(new CellCompletions(places));
  const action = { name: trans.__("Quick Fix…"), apply: openFixes };
  let enabled = true;
  const follow = (panel: NotebookPanel) => {
    void panel.context.ready.then(() => {
      if (!enabled || panel.isDisposed) return;
      const notebook = new TypedNotebook({
        ...{ panel, trans },
        mark: (view, diagnostics) => showDiagnostics(view, diagnostics, { actions: [action] }),
      });
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
        ...[remembering, typeHover(places, rendermime), signatureHelp(places), renameBox, keys],
      ]),
  });
  notebooks.widgetAdded.connect((_, panel) => follow(panel));
  void settings?.load(plugin.id).then((loaded) => {
    const read = () => switchTo(loaded.get("enabled").composite !== false);
    loaded.changed.connect(read);
    read();
  });
}

export default plugin;
