import type * as lsp from "vscode-languageserver-protocol";
import type {
  CellEdits,
  Completions,
  Definition,
  Diagnostic,
  EditedCell,
  EditorService,
  Fix,
  Hover,
  NamePlace,
  Renaming,
  Signatures,
  TextEdit,
} from "../language/type-service.js";
import { cellCompletions, type Proposals, takesEveryName } from "./cell-completions.js";
import { cellDiagnostics } from "./cell-diagnostics.js";
import { inspection } from "./cell-inspection.js";
import { CellRenaming } from "./cell-renaming.js";
import { cellSignatures } from "./cell-signatures.js";
import { EditedDocument, type EditedDocumentParts, type WrittenCell } from "./edited-document.js";
import { mayBeFixed } from "./fixes/mending.js";
import { quickFixes } from "./fixes/quick-fixes.js";
import { organisedImports } from "./organised-imports.js";
import { SerialQueue } from "./serial-queue.js";

export interface CellEditorParts extends EditedDocumentParts {
  readonly folder: string;
}

/** Answers an editor from the language server, one question after the other. */
export class CellEditor implements EditorService {
  readonly #document: EditedDocument;
  readonly #renaming: CellRenaming;
  readonly #folder: string;
  readonly #questions = new SerialQueue();

  constructor({ folder, ...parts }: CellEditorParts) {
    this.#folder = folder;
    this.#document = new EditedDocument(parts);
    this.#renaming = new CellRenaming(this.#document);
  }

  diagnose(cell: EditedCell): Promise<readonly Diagnostic[]> {
    return this.#ask(cell, async (written) => {
      const found = cellDiagnostics(await this.#document.diagnostics(), written);
      return found.map((diagnostic) =>
        mayBeFixed(diagnostic, cell.text) ? { ...diagnostic, fixable: true } : diagnostic,
      );
    });
  }

  hover(cell: EditedCell, offset: number): Promise<Hover | undefined> {
    return this.#ask(cell, async (written) => {
      const hover = await this.#document.request<lsp.Hover>("hover", at(written, offset));
      const found = hover && inspection(hover);
      if (!found || !hover.range) return;
      const { start, end } = written.positions.offsetsOf(hover.range);
      return { ...found, start: start - written.offset, end: end - written.offset };
    });
  }

  signatures(cell: EditedCell, offset: number): Promise<Signatures | undefined> {
    return this.#ask(cell, async (written) => {
      const params = at(written, offset);
      const help = await this.#document.request<lsp.SignatureHelp>("signatureHelp", params);
      return help && cellSignatures(help);
    });
  }

  suggest(cell: EditedCell, offset: number): Promise<Completions> {
    return this.#questions.run(async () => {
      const everyName = takesEveryName(cell.text, offset);
      const written = await this.#document.write(cell, { everyName });
      const proposals = await this.#document.request<Proposals>("completion", at(written, offset));
      return cellCompletions(proposals, {
        place: { ...written, at: offset },
        resolve: (item) => this.#document.resolve(item),
      });
    });
  }

  define(cell: EditedCell, offset: number): Promise<Definition | undefined> {
    return this.#ask(cell, (written) => this.#document.define(written, written.offset + offset));
  }

  fixes(cell: EditedCell, offset: number): Promise<readonly Fix[]> {
    const [document, folder] = [this.#document, this.#folder];
    return this.#questions.run(() => quickFixes(cell, { offset, document, folder }));
  }

  renameable(cell: EditedCell, offset: number): Promise<NamePlace> {
    return this.#questions.run(() => this.#renaming.nameAt(cell, offset));
  }

  rename(cell: EditedCell, renaming: Renaming): Promise<readonly CellEdits[]> {
    return this.#questions.run(() => this.#renaming.rename(cell, renaming));
  }

  organise(cell: EditedCell): Promise<readonly TextEdit[]> {
    return this.#questions.run(() => organisedImports(cell, this.#document));
  }

  #ask<T>(cell: EditedCell, work: (written: WrittenCell) => Promise<T>): Promise<T> {
    return this.#questions.run(async () => work(await this.#document.write(cell)));
  }
}

function at({ offset, positions }: WrittenCell, place: number): object {
  return { position: positions.positionAt(offset + place) };
}
