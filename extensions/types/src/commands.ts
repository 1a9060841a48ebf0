import { type Extension, Prec } from "@codemirror/state";
import { type EditorView, keymap } from "@codemirror/view";
import type { JupyterFrontEnd } from "@jupyterlab/application";
import { type ICommandPalette, showErrorMessage } from "@jupyterlab/apputils";
import type { IEditorServices } from "@jupyterlab/codeeditor";
import type { IDocumentManager } from "@jupyterlab/docmanager";
import type { INotebookTracker } from "@jupyterlab/notebook";
import type { TranslationBundle } from "@jupyterlab/translation";
import type { CommandRegistry } from "@lumino/commands";
import type { Places } from "./places.js";
import type { ChangedCell } from "./protocol.js";
import { openRenameBox } from "./rename-box.js";
import { Trail } from "./trail.js";
import type { TypedNotebook } from "./typed-notebook.js";

/** The commands of this extension. */
const ids = {
  fix: "rosenblatt-types:quick-fix",
  rename: "rosenblatt-types:rename",
  organise: "rosenblatt-types:organise-imports",
  organiseAll: "rosenblatt-types:organise-notebook-imports",
  definition: "rosenblatt-types:definition",
  back: "rosenblatt-types:back",
} as const;

export interface CommandParts {
  readonly app: JupyterFrontEnd;
  readonly notebooks: INotebookTracker;
  readonly documents: IDocumentManager;
  readonly editors: IEditorServices;
  readonly palette: ICommandPalette | null;
  readonly places: Places;
  readonly trans: TranslationBundle;
}

/** Adds the commands, which are there for the cells of notebooks whose types are known. */
export function addCommands(parts: CommandParts) {
  const { app, notebooks, palette, places, trans } = parts;
  const trail = new Trail(places);
  const here = () => places.of(notebooks.activeCell);
  const isEnabled = () => here() !== undefined;
  const isVisible = isEnabled;

  const openFixes = async (view: EditorView, offset: number) => {
    const { openQuickFixes } = await import("./quick-fixes.js");
    const place = places.at(view);
    if (place) await openQuickFixes(place, { view, offset, trans });
  };
  const organise = async (notebook: TypedNotebook, cells: readonly string[]) => {
    try {
      const question = { type: "organise", cells } as const;
      const changes = await notebook.ask<{ cells: readonly ChangedCell[] }>(question);
      if (notebook.apply(changes?.cells ?? [])) return;
      throw new Error(trans.__("A cell has changed meanwhile, or cannot be changed."));
    } catch (error) {
      await showErrorMessage(trans.__("Cannot organise the imports"), error as Error);
    }
  };

  app.commands.addCommand(ids.fix, {
    label: trans.__("Quick Fix…"),
    caption: trans.__("What can be done about an error at the cursor"),
    isEnabled,
    isVisible,
    execute: () => {
      const view = here()?.view;
      return view && openFixes(view, view.state.selection.main.head);
    },
  });
  app.commands.addCommand(ids.rename, {
    label: trans.__("Rename in All Cells…"),
    caption: trans.__("Another name for what is at the cursor"),
    isEnabled,
    isVisible,
    execute: () => {
      const place = here();
      return place && openRenameBox(place, { view: place.view, trans });
    },
  });
  app.commands.addCommand(ids.organise, {
    label: trans.__("Organise Imports"),
    caption: trans.__("Sorts the imports of this cell and takes away those that no cell uses"),
    isEnabled,
    isVisible,
    execute: () => {
      const place = here();
      return place && organise(place.notebook, [place.cell.model.id]);
    },
  });
  app.commands.addCommand(ids.organiseAll, {
    label: trans.__("Organise Imports of the Notebook"),
    caption: trans.__("Sorts the imports of each cell and takes away those that no cell uses"),
    isEnabled,
    isVisible,
    execute: () => {
      const notebook = here()?.notebook;
      return notebook && organise(notebook, notebook.cells);
    },
  });
  app.commands.addCommand(ids.definition, {
    label: trans.__("Go to Definition"),
    isEnabled,
    isVisible,
    execute: async () => {
      const place = here();
      if (!place) return;
      const { goToDefinition } = await import("./definition.js");
      await goToDefinition(place, { ...parts, view: place.view, trail });
    },
  });
  app.commands.addCommand(ids.back, {
    label: trans.__("Go Back from Definition"),
    isEnabled: () => !trail.isEmpty,
    execute: () => {
      const step = trail.back();
      if (!step) return;
      app.shell.activateById(step.notebook.panel.id);
      step.notebook.reveal(step.cell, step);
    },
  });
  const category = trans.__("Rosenblatt");
  for (const command of Object.values(ids)) palette?.addItem({ command, category });
  return {
    openFixes: (view: EditorView, offset: number) => void openFixes(view, offset),
    keys: backKey(app.commands, places),
  };
}

/**
 * Editors have a use of their own for Alt+Left, and hear of keys before JupyterLab does. The key
 * goes back where there is a way, unless somebody gave the command another one.
 */
function backKey(commands: CommandRegistry, places: Places): Extension {
  const key = "Alt ArrowLeft";
  const run = (view: EditorView) => {
    if (!places.at(view) && !view.dom.closest(".jp-FileEditor, .rosenblatt-Types-source"))
      return false;
    const bound = commands.keyBindings.some(
      ({ command, keys }) => command === ids.back && keys.join() === key,
    );
    if (!bound || !commands.isEnabled(ids.back)) return false;
    void commands.execute(ids.back);
    return true;
  };
  return Prec.high(keymap.of([{ key: key.replace(" ", "-"), run }]));
}
