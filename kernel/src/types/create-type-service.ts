import type * as lsp from "vscode-languageserver-protocol";
import { cellTags } from "../language/cell-tags.js";
import { moduleCell } from "../language/module-cell.js";
import { notebookTsconfig } from "../language/tsconfig.js";
import type {
  CellEdits,
  Completeness,
  Completions,
  Definition,
  Diagnostic,
  EditedCell,
  Fix,
  Hover,
  Inspection,
  NamePlace,
  Renaming,
  Signatures,
  TextEdit,
  TypeService,
} from "../language/type-service.js";
import { cellCompletions, type Proposals, takesEveryName } from "./cell-completions.js";
import { cellDiagnostics } from "./cell-diagnostics.js";
import { CellEditor } from "./cell-editor.js";
import {
  inspectedOffset,
  inspection,
  isInCall,
  withSignatures,
  withSource,
} from "./cell-inspection.js";
import { cellSignatures } from "./cell-signatures.js";
import { type Check, CheckQueue } from "./check-queue.js";
import { compilerExecutable } from "./compiler-executable.js";
import { completeness, completenessWithoutServer } from "./completeness.js";
import { declarationSource } from "./declaration-source.js";
import { LanguageServer, uriOf } from "./language-server.js";
import { LocalFiles } from "./local-files.js";
import { notebookProject, type Project } from "./project.js";
import { SerialQueue } from "./serial-queue.js";
import { type CellModule, SessionCells } from "./session-cells.js";
import { SessionDocuments } from "./session-documents.js";
import { TextPositions } from "./text-positions.js";

export interface TypeServiceOptions {
  /** The notebook's folder, from which its imports are found. */
  readonly folder: string;
  /** Hears, in one line each, that the compiler was restarted or is missing. */
  readonly log?: (line: string) => void;
  /** Finds the compiler's executable. */
  readonly executable?: () => string;
}

const TIMEOUT = {
  check: 30_000,
  complete: 4_000,
  inspect: 4_000,
  isComplete: 500,
  resolve: 1_000,
};

/**
 * A type service on TypeScript 7's language server, in a process of its own, for a notebook in
 * `folder`. It starts at once, in the background; without it the answers are empty.
 */
export function createTypeService(options: TypeServiceOptions): TypeService {
  return new CompilerTypeService(options);
}

class CompilerTypeService implements TypeService {
  readonly #server: LanguageServer;
  readonly #folder: string;
  readonly #project: Project;
  /** The paths of the modules that cells define. */
  readonly #defined = new Set<string>();
  readonly #cells: SessionCells;
  readonly #documents: SessionDocuments;
  readonly #local: LocalFiles;
  readonly #editor: CellEditor;
  // One question a document at a time: the server may answer from a text written after it.
  readonly #checks = new CheckQueue({
    prepare: () => this.#prepare(),
    check: (check) => this.#check(check),
  });
  readonly #questions = new SerialQueue();
  readonly #parses = new SerialQueue();
  #generation = 0;
  #completing = new AbortController();

  constructor({ folder, log = logError, executable = compilerExecutable }: TypeServiceOptions) {
    this.#folder = folder;
    this.#project = notebookProject(folder);
    this.#cells = new SessionCells({ options: () => notebookTsconfig(folder).compilerOptions });
    this.#local = new LocalFiles(folder);
    this.#server = new LanguageServer({ executable, folder, log });
    for (const [path, text] of this.#project.files) this.#server.write(path, text);
    const [server, project] = [this.#server, this.#project];
    this.#documents = new SessionDocuments(server, { project, space: "session" });
    this.#editor = new CellEditor({
      folder,
      server,
      project,
      local: this.#local,
      session: this.#cells,
      prepare: () => this.#prepare(),
      generation: () => this.#generation,
    });
    void this.check("console.log()", { urgent: true });
  }

  add(code: string): void {
    if (this.#addTagged(code)) return;
    this.#cells.add(code);
    this.#generation++;
    this.#checks.ended();
  }

  /** A cell that is a module for others, or one for the browser, gives the session no names. */
  #addTagged(code: string): boolean {
    const tags = cellTags(code);
    const file = moduleCell(code, { folder: this.#folder, tags, language: "typescript" });
    if (file !== undefined) {
      this.#defined.add(file.path);
      this.#server.write(...this.#project.configuration(this.#defined));
      this.#server.write(file.path, file.text);
    }
    return file !== undefined || tags.browser === true;
  }

  forget(): void {
    this.#cells.forget();
    this.#generation++;
    this.#checks.ended();
  }

  check(code: string, { urgent = false } = {}): Promise<readonly Diagnostic[]> {
    if (cellTags(code).browser) return Promise.resolve([]);
    // Made now: cells that come meanwhile must not change what it sees.
    return this.#checks.add({ code, module: this.#cells.next(code) }, { urgent });
  }

  complete(code: string, offset: number): Promise<Completions> {
    // A newer question makes an older one pointless.
    this.#completing.abort();
    this.#completing = new AbortController();
    const { signal } = this.#completing;
    // Who types goes before what is said of cells that ran.
    this.#checks.touch();
    return this.#questions.run(async () => {
      const nothing = { start: offset, end: offset, items: [] };
      await this.#prepare();
      if (signal.aborted) return nothing;
      const place = this.#ask(code, offset);
      const limits = { timeout: TIMEOUT.complete, signal };
      const method = "textDocument/completion";
      const proposals = await this.#server.request<Proposals>(method, place.params, limits);
      const resolving = { timeout: TIMEOUT.resolve, signal };
      return cellCompletions(proposals, {
        place: { ...place, code, at: offset },
        resolve: (item) => this.#server.request("completionItem/resolve", item, resolving),
      });
    });
  }

  async inspect(
    code: string,
    offset: number,
    { source = false } = {},
  ): Promise<Inspection | undefined> {
    const found = await this.#inspect(code, offset);
    if (found === undefined || !source) return found;
    const cell = { text: code, above: [], below: [] };
    const definition = await this.#editor.define(cell, inspectedOffset(code, offset));
    return withSource(found, definition && (await declarationSource(definition)));
  }

  #inspect(code: string, offset: number): Promise<Inspection | undefined> {
    return this.#questions.run(async () => {
      await this.#prepare();
      const { params } = this.#ask(code, inspectedOffset(code, offset));
      const timeout = TIMEOUT.inspect;
      const method = "textDocument/hover";
      const hover = await this.#server.request<lsp.Hover>(method, params, { timeout });
      const found = hover && inspection(hover);
      if (found === undefined || !isInCall(code, offset)) return found;
      const place = this.#ask(code, offset).params;
      const help = await this.#server.request<lsp.SignatureHelp>(
        "textDocument/signatureHelp",
        place,
        { timeout },
      );
      return withSignatures(found, help && cellSignatures(help));
    });
  }

  diagnose(cell: EditedCell): Promise<readonly Diagnostic[]> {
    return this.#editor.diagnose(cell);
  }

  hover(cell: EditedCell, offset: number): Promise<Hover | undefined> {
    return this.#editor.hover(cell, offset);
  }

  signatures(cell: EditedCell, offset: number): Promise<Signatures | undefined> {
    return this.#editor.signatures(cell, offset);
  }

  suggest(cell: EditedCell, offset: number): Promise<Completions> {
    return this.#editor.suggest(cell, offset);
  }

  define(cell: EditedCell, offset: number): Promise<Definition | undefined> {
    return this.#editor.define(cell, offset);
  }

  fixes(cell: EditedCell, offset: number): Promise<readonly Fix[]> {
    return this.#editor.fixes(cell, offset);
  }

  renameable(cell: EditedCell, offset: number): Promise<NamePlace> {
    return this.#editor.renameable(cell, offset);
  }

  rename(cell: EditedCell, renaming: Renaming): Promise<readonly CellEdits[]> {
    return this.#editor.rename(cell, renaming);
  }

  organise(cell: EditedCell): Promise<readonly TextEdit[]> {
    return this.#editor.organise(cell);
  }

  isComplete(code: string): Promise<Completeness> {
    return this.#parses.run(async () => {
      const path = this.#project.parsed;
      this.#server.write(path, code);
      const report = await this.#diagnose(path, TIMEOUT.isComplete);
      return report ? completeness(code, report) : completenessWithoutServer(code);
    });
  }

  dispose(): Promise<void> {
    return this.#server.dispose();
  }

  async #check({ code, module }: Check): Promise<readonly Diagnostic[]> {
    const path = this.#project.checked;
    this.#write(path, { code, module });
    const report = await this.#diagnose(path, TIMEOUT.check);
    if (this.#checks.size === 0) this.#cells.sweep();
    return cellDiagnostics(report ?? [], { ...module, code });
  }

  /** Writes what the session has become; resolves when the compiler has taken it in. */
  #prepare(): Promise<void> {
    this.#documents.write(this.#cells.pages());
    // Two modules that change at once make the compiler begin anew, which takes longest.
    return this.#documents.settled();
  }

  #write(path: string, { code, module }: { code: string; module: CellModule }): void {
    this.#server.write(...this.#project.configuration(this.#defined));
    this.#server.filesChanged(this.#local.changesFor(code));
    this.#documents.write(this.#cells.pages());
    this.#server.write(path, module.text);
  }

  #ask(code: string, offset: number): CellModule & { readonly params: lsp.HoverParams } {
    const path = this.#project.asked;
    const everyName = takesEveryName(code, offset);
    const module = this.#cells.next(code, { everyName });
    this.#write(path, { code, module });
    const position = new TextPositions(module.text).positionAt(module.offset + offset);
    return { ...module, params: { textDocument: { uri: uriOf(path) }, position } };
  }

  async #diagnose(path: string, timeout: number) {
    const params = { textDocument: { uri: uriOf(path) } };
    const method = "textDocument/diagnostic";
    const report = await this.#server.request<lsp.FullDocumentDiagnosticReport>(method, params, {
      timeout,
    });
    return report?.items;
  }
}

function logError(line: string): void {
  process.stderr.write(`${line}\n`);
}
