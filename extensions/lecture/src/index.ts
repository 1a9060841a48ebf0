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
import { chapterFile } from "./chapter-file.js";
import { ContentsPage } from "./contents-page.js";
import { lectureIcon } from "./icon.js";
import { type Chapter, Lecture } from "./lecture.js";
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
  const lecture = new Lecture(trans);
  const tracker = new WidgetTracker<MainAreaWidget<ContentsPage>>({
    namespace: "rosenblatt-lecture",
  });

  const openChapter = async (chapter: Chapter) => {
    const { contents } = app.serviceManager;
    try {
      documents.openOrReveal(await chapterFile(chapter, { contents, lecture }));
    } catch (error) {
      const cure = trans.__(
        "%1: %2. No file was changed; see whether JupyterLab's server runs and may read and write there, and try again.",
        chapter.file,
        (error as Error).message,
      );
      await showErrorMessage(trans.__("Cannot open “%1”", chapter.title), cure);
    }
  };
  const page = () => {
    const open = (chapter: Chapter) => void openChapter(chapter);
    const content = new ContentsPage({ lecture, trans, open });
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
  const originalAt = async (path: string) => {
    const chapter = await lecture.chapterAt(path);
    return { title: chapter.title, original: await lecture.original(chapter) };
  };
  app.commands.addCommand(commands.reset, {
    label: trans.__("Reset This Notebook to Its Original"),
    caption: trans.__("Puts the lecture's cells back, without outputs"),
    isEnabled: () => current() !== undefined,
    execute: async () => {
      const context = current()!;
      const known = await originalAt(context.path).catch((error: Error) => {
        void showErrorMessage(trans.__("Cannot reset this notebook"), error);
      });
      if (known) await reset(context, { ...known, trans });
    },
  });

  for (const command of Object.values(commands)) palette?.addItem({ command, category });
  launcher?.add({ command: commands.open, category, rank: 0 });
  void restorer?.restore(tracker, { command: commands.open, name: () => "contents" });
}

export default plugin;
