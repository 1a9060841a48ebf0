import type { EditorView } from "@codemirror/view";
import type { JupyterFrontEnd } from "@jupyterlab/application";
import type { IEditorServices } from "@jupyterlab/codeeditor";
import type { CodeMirrorEditor } from "@jupyterlab/codemirror";
import { PathExt } from "@jupyterlab/coreutils";
import type { IDocumentManager } from "@jupyterlab/docmanager";
import type { TranslationBundle } from "@jupyterlab/translation";
import type { Widget } from "@lumino/widgets";
import type { Place } from "./places.js";
import type { CellDefinition } from "./protocol.js";
import { openSource } from "./source-tab.js";
import type { Trail } from "./trail.js";

type FileDefinition = Extract<CellDefinition, { readonly file: string }>;

export interface DefinitionOptions {
  readonly app: JupyterFrontEnd;
  readonly view: EditorView;
  readonly documents: IDocumentManager;
  readonly editors: IEditorServices;
  readonly trail: Trail;
  readonly trans: TranslationBundle;
}

/** Goes to where the name at the cursor is declared: to a cell, a local file, or a package's file. */
export async function goToDefinition(place: Place, options: DefinitionOptions): Promise<void> {
  const { notebook, cell } = place;
  const { head: offset } = options.view.state.selection.main;
  const found = await notebook.look<CellDefinition>("definition", { cell, offset });
  if (!found) return;
  options.trail.leave({ notebook, cell: cell.model.id, start: offset });
  if ("cell" in found) notebook.reveal(found.cell, found);
  else if (!(await openLocal(found, { ...options, place })))
    await openApart(found, { ...options, place });
}

interface FileOptions extends DefinitionOptions {
  readonly place: Place;
}

/** Opens a file of the notebook's own project, if the server has it. */
async function openLocal(found: FileDefinition, { app, documents, place }: FileOptions) {
  const { contents } = app.serviceManager;
  const own = place.notebook.panel.context.localPath;
  const path = PathExt.join(PathExt.dirname(own), found.path);
  if (found.package !== undefined || path.startsWith("..")) return false;
  const there = await contents.get(path, { content: false }).catch(() => undefined);
  const widget = there && documents.openOrReveal(path, "Editor");
  if (!widget) return false;
  await widget.context.ready;
  const content = widget.content as Widget & { editor: unknown; ready: Promise<void> };
  await content.ready;
  revealLine((content.editor as CodeMirrorEditor).editor, found);
  return true;
}

/** Shows a file that the server may not have: the kernel gives its text. */
async function openApart(found: FileDefinition, options: FileOptions): Promise<void> {
  const { notebook } = options.place;
  const { file } = found;
  const source = await notebook.ask<{ text: string }>({ type: "source", file });
  if (!source) return;
  const view = await openSource({ ...found, text: source.text }, options);
  revealLine(view, found);
}

function revealLine(view: EditorView, { line, character }: FileDefinition): void {
  const { doc } = view.state;
  const { from, to } = doc.line(Math.min(line + 1, doc.lines));
  const start = Math.min(from + character, to);
  const word = view.state.wordAt(start);
  const selection = { anchor: word?.from ?? start, head: word?.to ?? start };
  view.dispatch({ selection, scrollIntoView: true });
  view.focus();
}
