import type { EditorView } from "@codemirror/view";
import type { JupyterFrontEnd } from "@jupyterlab/application";
import { MainAreaWidget } from "@jupyterlab/apputils";
import { CodeEditor, CodeEditorWrapper, type IEditorServices } from "@jupyterlab/codeeditor";
import type { CodeMirrorEditor } from "@jupyterlab/codemirror";
import { PathExt } from "@jupyterlab/coreutils";
import type { TranslationBundle } from "@jupyterlab/translation";
import { textEditorIcon } from "@jupyterlab/ui-components";
import { Widget } from "@lumino/widgets";

/** A file outside the server's reach, as the kernel gave it. */
export interface Source {
  readonly file: string;
  readonly package?: string;
  readonly text: string;
}

export interface SourceTabOptions {
  readonly app: JupyterFrontEnd;
  readonly editors: IEditorServices;
  readonly trans: TranslationBundle;
}

/** Shows a file in a tab of its own, to be read only; resolves when it is on the page. */
export async function openSource(
  { file, package: owner, text }: Source,
  { app, editors, trans }: SourceTabOptions,
): Promise<EditorView> {
  const id = `rosenblatt-source-${file}`;
  const open = [...app.shell.widgets("main")].find((widget) => widget.id === id);
  const tab = (open as MainAreaWidget<CodeEditorWrapper> | undefined) ?? make();
  if (!tab.isAttached) app.shell.add(tab, "main");
  app.shell.activateById(id);
  await tab.revealed;
  return (tab.content.editor as CodeMirrorEditor).editor;

  function make(): MainAreaWidget<CodeEditorWrapper> {
    const name = PathExt.basename(file.replaceAll("\\", "/"));
    const mimeType = editors.mimeTypeService.getMimeTypeByFilePath(name);
    const model = new CodeEditor.Model({ mimeType });
    model.sharedModel.setSource(text);
    const content = new CodeEditorWrapper({
      model,
      factory: editors.factoryService.newDocumentEditor,
      editorOptions: { config: { readOnly: true, lineNumbers: true } },
    });
    content.disposed.connect(() => model.dispose());
    const made = new MainAreaWidget({ content });
    made.id = id;
    made.addClass("rosenblatt-Types-source");
    made.title.label = owner === undefined ? name : `${name} (${owner})`;
    made.title.caption = file;
    made.title.icon = textEditorIcon;
    made.title.closable = true;
    made.toolbar.addItem("path", header(file));
    const label = trans.__("%1, read-only", made.title.label);
    (content.editor as CodeMirrorEditor).editor.contentDOM.setAttribute("aria-label", label);
    return made;
  }

  function header(path: string): Widget {
    const line = new Widget();
    line.addClass("rosenblatt-Types-path");
    line.node.textContent = trans.__("%1 · read-only", path);
    return line;
  }
}
