import { type LanguageServer, uriOf } from "./language-server.js";
import type { Project } from "./project.js";
import { headOf, hubOf, moduleOf, pageOf, type Space } from "./spaces.js";

/** So many modules are opened ahead: opening one takes several times as long as changing it. */
const AHEAD = 6;

const TIMEOUT = 1000;

/** The modules of a space as documents of the language server. */
export class SessionDocuments {
  readonly #server: LanguageServer;
  readonly #pathOf: Project["pathOf"];
  readonly #space: Space;
  #opened = 0;
  #changed: string | undefined;
  #settling: Promise<void> = Promise.resolve();

  constructor(server: LanguageServer, { project, space }: { project: Project; space: Space }) {
    this.#server = server;
    this.#pathOf = project.pathOf;
    this.#space = space;
    this.#open(AHEAD);
  }

  /** Writes the modules whose text has changed; `texts` are all of them, by number. */
  write(texts: readonly string[]): void {
    if (texts.length > this.#opened) this.#open(texts.length + 1);
    for (const [number, text] of texts.entries()) {
      const path = this.#pathOf(pageOf(this.#space, number));
      if (this.#server.write(path, text)) this.#changed = path;
    }
  }

  /** Resolves when the compiler has taken the changes in. */
  settled(): Promise<void> {
    this.#settling = this.#settling.then(() => this.#settle());
    return this.#settling;
  }

  async #settle(): Promise<void> {
    const path = this.#changed;
    this.#changed = undefined;
    if (path === undefined) return;
    const params = { textDocument: { uri: uriOf(path) } };
    await this.#server.request("textDocument/foldingRange", params, { timeout: TIMEOUT });
  }

  #open(count: number): void {
    // First what imports them: a document that nothing imports would be opened as a project of its
    // own, which takes long.
    this.#server.write(this.#pathOf(moduleOf(this.#space)), hubOf(this.#space, count));
    for (; this.#opened < count; this.#opened++)
      this.#server.write(this.#pathOf(pageOf(this.#space, this.#opened)), headOf(this.#space));
  }
}
