import { fileURLToPath } from "node:url";
import type * as lsp from "vscode-languageserver-protocol";
import type {
  Definition,
  Diagnostic,
  EditedCell,
  EditorService,
  Hover,
  Signatures,
} from "../language/type-service.js";
import { cellDiagnostics } from "./cell-diagnostics.js";
import { inspection } from "./cell-inspection.js";
import { cellSignatures } from "./cell-signatures.js";
import { type LanguageServer, uriOf } from "./language-server.js";
import type { LocalFiles } from "./local-files.js";
import { NotebookView } from "./notebook-view.js";
import type { Project } from "./project.js";
import { SerialQueue } from "./serial-queue.js";
import type { CellModule, SessionCells } from "./session-cells.js";
import { SessionDocuments } from "./session-documents.js";
import { pageOf, type Space } from "./spaces.js";
import { TextPositions } from "./text-positions.js";

const TIMEOUT = 10_000;

export interface CellEditorParts {
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
interface Place extends CellModule {
  readonly cells: SessionCells;
  readonly positions: TextPositions;
}

/** Answers an editor from the language server. Its documents are opened at the first question. */
export class CellEditor implements EditorService {
  readonly #parts: CellEditorParts;
  readonly #view: NotebookView;
  readonly #uri: string;
  readonly #questions = new SerialQueue();
  #documents: SessionDocuments | undefined;

  constructor(parts: CellEditorParts) {
    this.#parts = parts;
    this.#view = new NotebookView(parts.session);
    this.#uri = uriOf(parts.project.edited);
  }

  diagnose(cell: EditedCell): Promise<readonly Diagnostic[]> {
    return this.#questions.run(async () => {
      const module = await this.#write(cell);
      const params = { textDocument: { uri: this.#uri } };
      const report = await this.#request<lsp.FullDocumentDiagnosticReport>("diagnostic", params);
      return cellDiagnostics(report?.items ?? [], { ...module, code: cell.text });
    });
  }

  hover(cell: EditedCell, offset: number): Promise<Hover | undefined> {
    return this.#ask(cell, async (place) => {
      const hover = await this.#request<lsp.Hover>("hover", this.#at(place, offset));
      const found = hover && inspection(hover);
      if (!found || !hover.range) return;
      const { start, end } = place.positions.offsetsOf(hover.range);
      return { ...found, start: start - place.offset, end: end - place.offset };
    });
  }

  signatures(cell: EditedCell, offset: number): Promise<Signatures | undefined> {
    return this.#ask(cell, async (place) => {
      const params = this.#at(place, offset);
      const help = await this.#request<lsp.SignatureHelp>("signatureHelp", params);
      return help && cellSignatures(help);
    });
  }

  define(cell: EditedCell, offset: number): Promise<Definition | undefined> {
    return this.#ask(cell, async (place) => {
      const found = await this.#define(this.#at(place, offset));
      if (found?.uri !== this.#uri) return found && this.#elsewhere(place, found);
      const { start, end } = place.positions.offsetsOf(found.range);
      if (start >= place.offset) return this.#inCell(cell, { start, end, place });
      // Where the name was taken over; the line ends with the name of the original.
      const line = place.text.indexOf("\n", start);
      const original = await this.#define(this.#at(place, line - 1 - place.offset));
      return original && this.#elsewhere(place, original);
    });
  }

  #inCell(cell: EditedCell, at: { start: number; end: number; place: Place }): Definition {
    const { offset } = at.place;
    return { cell: cell.text, start: at.start - offset, end: at.end - offset };
  }

  /** A place on a page, as one in its cell, or in a file. */
  #elsewhere({ cells }: Place, { uri, range }: lsp.Location): Definition | undefined {
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

  async #define(params: lsp.TextDocumentPositionParams): Promise<lsp.Location | undefined> {
    const found = await this.#request<lsp.Location | lsp.Location[]>("definition", params);
    return Array.isArray(found) ? found[0] : found;
  }

  #ask<T>(cell: EditedCell, work: (place: Place) => Promise<T>): Promise<T> {
    return this.#questions.run(async () => work(await this.#write(cell)));
  }

  /** Writes the notebook's pages and the cell's module. */
  async #write(cell: EditedCell): Promise<Place> {
    const { server, project, local, generation, prepare } = this.#parts;
    await prepare();
    this.#documents ??= new SessionDocuments(server, { project, space: "notebook" });
    const cells = this.#view.around(cell, generation());
    const module = cells.next(cell.text);
    server.filesChanged(local.changesFor(cell.text));
    this.#documents.write(cells.pages());
    await this.#documents.settled();
    server.write(project.edited, module.text);
    return { ...module, cells, positions: new TextPositions(module.text) };
  }

  #at({ offset, positions }: Place, at: number): lsp.TextDocumentPositionParams {
    return { textDocument: { uri: this.#uri }, position: positions.positionAt(offset + at) };
  }

  #pathOf(space: Space, number: number): string {
    return this.#parts.project.pathOf(pageOf(space, number));
  }

  #request<T>(method: string, params: object): Promise<T | undefined> {
    return this.#parts.server.request<T>(`textDocument/${method}`, params, { timeout: TIMEOUT });
  }
}
