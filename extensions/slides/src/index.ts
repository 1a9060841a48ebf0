import type { JupyterFrontEnd, JupyterFrontEndPlugin } from "@jupyterlab/application";
import { ICommandPalette } from "@jupyterlab/apputils";
import { IDocumentManager } from "@jupyterlab/docmanager";
import { INotebookTracker, type NotebookPanel } from "@jupyterlab/notebook";
import { ITranslator, nullTranslator } from "@jupyterlab/translation";
import { Widget } from "@lumino/widgets";
import { slidesIcon } from "./icon.js";

const command = "rosenblatt-slides:show";

/** Shows a notebook as slides in the whole window, with its kernel. */
const plugin: JupyterFrontEndPlugin<void> = {
  id: "@rosenblatt/jupyterlab-slides:plugin",
  description: "A notebook as slides, live, inside JupyterLab.",
  autoStart: true,
  requires: [INotebookTracker, IDocumentManager],
  optional: [ICommandPalette, ITranslator],
  activate,
};

function activate(
  app: JupyterFrontEnd,
  notebooks: INotebookTracker,
  documents: IDocumentManager,
  palette: ICommandPalette | null,
  translator: ITranslator | null,
): void {
  const trans = (translator ?? nullTranslator).load("rosenblatt");
  app.commands.addCommand(command, {
    label: trans.__("Slides"),
    caption: trans.__("Show this notebook as slides, from the cell at hand on"),
    icon: slidesIcon,
    isEnabled: () => notebooks.currentWidget !== null,
    execute: async () => {
      const shown = notebooks.currentWidget;
      const panel = shown && (documents.cloneWidget(shown) as NotebookPanel | undefined);
      if (!panel) return;
      const { SlideShow } = await import("./slide-show.js");
      await Promise.all([panel.context.ready, panel.revealed]);
      const slides = new SlideShow({ panel, trans });
      slides.disposed.connect(() => {
        app.shell.node.inert = false;
        if (shown.isDisposed) return;
        shown.content.activeCellIndex = slides.place;
        app.shell.activateById(shown.id);
        void shown.content.scrollToItem(slides.place, "start");
      });
      app.shell.node.inert = true;
      Widget.attach(slides, document.body);
      slides.open(shown.content.activeCellIndex);
    },
  });
  palette?.addItem({ command, category: trans.__("Rosenblatt") });
}

export default plugin;
