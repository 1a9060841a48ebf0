import { fileURLToPath } from "node:url";
import type * as lsp from "vscode-languageserver-protocol";
import type { Definition, EditedCell } from "../language/type-service.js";
import { type LanguageServer, uriOf } from "./language-server.js";
import type { LocalFiles } from "./local-files.js";
import { NotebookView } from "./notebook-view.js";
import type { Project } from "./project.js";
import type { CellModule, ModuleOptions, SessionCells } from "./session-cells.js";
import { SessionDocuments } from "./session-documents.js";
import { pageOf, type Space } from "./spaces.js";
import { TextPositions } from "./text-positions.js";

const TIMEOUT = { answer: 10_000, resolve: 1_000 };

export interface EditedDocumentParts {
  readonly server: LanguageServer;
  readonly project: Project;
  readonly local: LocalFiles;
  /** The cells that ran, and how often they have changed. */
  readonly session: SessionCells;
  readonly generation: () => number;
  /** Writes the session's modules. */
  readonly prepare: () => Promise<void>;
}

/** A module that was written, and the cell's place in it. */
export interface WrittenCell extends CellModule {
  readonly code: string;
  /** The notebook's other cells. */
  readonly cells: SessionCells;
  readonly positions: TextPositions;
}

/**
 * The document in which the language server sees the cell that an editor asks about, among the
 * notebook's other cells. It holds one cell at a time; its documents are opened by the first.
 */
export class EditedDocument {
  /** The address of the document. */
  readonly uri: string;
  readonly #parts: EditedDocumentParts;
  readonly #view: NotebookView;
  #documents: SessionDocuments | undefined;

  constructor(parts: EditedDocumentParts) {
    this.#parts = parts;
    this.#view = new NotebookView(parts.session);
    this.uri = uriOf(parts.project.edited);
  }

  /** Writes the notebook's pages and the cell's module. */
  async write(cell: EditedCell, options: ModuleOptions = {}): Promise<WrittenCell> {
    const { server, project, local, generation, prepare } = this.#parts;
    await prepare();
    this.#documents ??= new SessionDocuments(server, { project, space: "notebook" });
    const cells = this.#view.around(cell, generation());
    const module = cells.next(cell.text, options);
    server.filesChanged(local.changesFor(cell.text));
    this.#documents.write(cells.pages());
    await this.#documents.settled();
    server.write(project.edited, module.text);
    return { ...module, code: cell.text, cells, positions: new TextPositions(module.text) };
  }

  /** Writes a text that is no cell. */
  writeText(text: string): void {
    const { server, project, local } = this.#parts;
    server.filesChanged(local.changesFor(text));
    server.write(project.edited, text);
  }

  /** Asks about a document, this one where `params` names no other. */
  request<T>(method: string, params: object = {}): Promise<T | undefined> {
    const asked = { textDocument: { uri: this.uri }, ...params };
    return this.#parts.server.request<T>(`textDocument/${method}`, asked, {
      timeout: TIMEOUT.answer,
    });
  }

  /** Asks for what else is known of a completion. */
  resolve(item: lsp.CompletionItem): Promise<lsp.CompletionItem | undefined> {
    const timeout = TIMEOUT.resolve;
    return this.#parts.server.request("completionItem/resolve", item, { timeout });
  }

  async diagnostics(): Promise<readonly lsp.Diagnostic[]> {
    const report = await this.request<lsp.FullDocumentDiagnosticReport>("diagnostic");
    return report?.items ?? [];
  }

  /** Where the name at an offset of the document is declared. */
  async define(written: WrittenCell, offset: number): Promise<Definition | undefined> {
    const found = await this.#find(written, offset);
    if (found?.uri !== this.uri) return found && this.#elsewhere(written, found);
    const { start, end } = written.positions.offsetsOf(found.range);
    if (start >= written.offset) {
      const { code, offset: before } = written;
      return { cell: code, start: start - before, end: end - before };
    }
    // Where the name was taken over; the line ends with the name of the original.
    const line = written.text.indexOf("\n", start);
    const original = await this.#find(written, line - 1);
    return original && this.#elsewhere(written, original);
  }

  /** The address of a page of the notebook's other cells. */
  pageUri(number: number): string {
    return uriOf(this.#pathOf("notebook", number));
  }

  async #find({ positions }: WrittenCell, offset: number): Promise<lsp.Location | undefined> {
    const position = positions.positionAt(offset);
    const found = await this.request<lsp.Location | lsp.Location[]>("definition", { position });
    return Array.isArray(found) ? found[0] : found;
  }

  /** A place on a page, as one in its cell, or in a file. */
  #elsewhere({ cells }: WrittenCell, { uri, range }: lsp.Location): Definition | undefined {
    const file = fileURLToPath(uri);
    for (const [space, owner] of [
      ["notebook", cells],
      ["session", this.#parts.session],
    ] as const) {
      for (const [number, text] of owner.pages().entries()) {
        if (file !== this.#pathOf(space, number)) continue;
        const { start, end } = new TextPositions(text).offsetsOf(range);
        const found = owner.page(number)?.cellAt(start);
        return found && { cell: found.code, start: found.at, end: found.at + end - start };
      }
    }
    return { file, ...range.start };
  }

  #pathOf(space: Space, number: number): string {
    return this.#parts.project.pathOf(pageOf(space, number));
  }
}
