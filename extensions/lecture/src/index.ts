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
import { IDocumentManager } from "@jupyterlab/docmanager";
import { ILauncher } from "@jupyterlab/launcher";
import { ITranslator, nullTranslator } from "@jupyterlab/translation";
import { chapterAt, chapterFile } from "./chapter-file.js";
import { ContentsPage } from "./contents-page.js";
import { lectureIcon } from "./icon.js";
import { type Chapter, lecture } from "./lecture.js";
import { reset } from "./reset.js";

/** The commands of this extension. */
const commands = { open: "rosenblatt-lecture:open", reset: "rosenblatt-lecture:reset" } as const;

/** The lecture's contents as a page, and a way back to what its notebooks were. */
const plugin: JupyterFrontEndPlugin<void> = {
  id: "@rosenblatt/jupyterlab-lecture:plugin",
  description: "Contents of the lecture: every notebook with its picture, topic and time.",
  autoStart: true,
  requires: [IDocumentManager],
  optional: [ICommandPalette, ILauncher, ILayoutRestorer, ITranslator],
  activate,
};

function activate(
  app: JupyterFrontEnd,
  documents: IDocumentManager,
  palette: ICommandPalette | null,
  launcher: ILauncher | null,
  restorer: ILayoutRestorer | null,
  translator: ITranslator | null,
): void {
  const trans = (translator ?? nullTranslator).load("rosenblatt");
  const category = trans.__("Rosenblatt");
  const tracker = new WidgetTracker<MainAreaWidget<ContentsPage>>({
    namespace: "rosenblatt-lecture",
  });

  const openChapter = async (chapter: Chapter) => {
    const path = await chapterFile(app.serviceManager.contents, chapter);
    documents.openOrReveal(path);
  };
  const page = () => {
    const content = new ContentsPage({ trans, open: (chapter) => void openChapter(chapter) });
    const made = new MainAreaWidget({ content });
    made.id = "rosenblatt-lecture";
    made.title.label = trans.__("Lecture");
    made.title.icon = lectureIcon;
    return made;
  };
  app.commands.addCommand(commands.open, {
    label: trans.__("Introduction to Deep Learning"),
    caption: trans.__("Contents of the lecture"),
    icon: lectureIcon,
    execute: async () => {
      const shown = tracker.currentWidget ?? page();
      if (!tracker.has(shown)) await tracker.add(shown);
      if (!shown.isAttached) app.shell.add(shown, "main");
      app.shell.activateById(shown.id);
    },
  });

  /** The notebook in front, if there is one. */
  const current = () => {
    const widget = app.shell.currentWidget;
    const context = widget ? documents.contextForWidget(widget) : undefined;
    return context?.path.endsWith(".ipynb") ? context : undefined;
  };
  app.commands.addCommand(commands.reset, {
    label: trans.__("Reset This Notebook to Its Original"),
    caption: trans.__("Puts the lecture's cells back, without outputs"),
    isEnabled: () => current() !== undefined,
    execute: async () => {
      const context = current()!;
      const chapter = chapterAt(context.path, await lecture());
      if (chapter) return reset(chapter, { context, trans });
      const message = trans.__("%1 is none of the lecture's notebooks.", context.path);
      return showErrorMessage(trans.__("Cannot reset this notebook"), message);
    },
  });

  for (const command of Object.values(commands)) palette?.addItem({ command, category });
  launcher?.add({ command: commands.open, category, rank: 0 });
  void restorer?.restore(tracker, { command: commands.open, name: () => "contents" });
}

export default plugin;
