import { pathToFileURL } from "node:url";
import type { FileEvent } from "vscode-languageserver-protocol";
import { isTsx } from "../language/is-tsx.js";
import { type Connection, connect } from "./connection.js";

export interface LanguageServerOptions {
  readonly executable: () => string;
  readonly folder: string;
  /** Hears, in one line each, of restarts and of the end. */
  readonly log: (line: string) => void;
}

export interface RequestOptions {
  /** Milliseconds after which the request is given up. */
  readonly timeout: number;
  readonly signal?: AbortSignal;
}

interface Document {
  /** The grammar that the server reads it by, which is settled when it is opened. */
  readonly languageId: "json" | "typescript" | "typescriptreact";
  readonly text: string;
  readonly version: number;
}

const RESTARTS = 2;

/**
 * TypeScript's language server with its open documents. When its process ends by itself it is
 * started again with the same documents, twice at most; after that it answers nothing. Nothing
 * here throws: what cannot be answered is undefined.
 */
export class LanguageServer {
  readonly #options: LanguageServerOptions;
  readonly #documents = new Map<string, Document>();
  #connection: Connection | undefined;
  #ready: Promise<Connection | undefined>;
  #restarts = 0;
  #disposed = false;

  constructor(options: LanguageServerOptions) {
    this.#options = options;
    this.#ready = this.#start();
  }

  /** The process that answers now. */
  get pid(): number | undefined {
    return this.#connection?.pid;
  }

  /**
   * Opens the document at a path, or changes its text; nothing is written to disk. Tells whether
   * that is a change.
   */
  write(path: string, text: string): boolean {
    const known = this.#documents.get(path);
    if (known?.text === text) return false;
    const version = (known?.version ?? 0) + 1;
    const languageId = languageOf(path, text);
    if (known && known.languageId !== languageId) this.#close(path);
    this.#documents.set(path, { languageId, text, version });
    if (known?.languageId !== languageId) this.#open(path);
    else {
      const textDocument = { uri: uriOf(path), version };
      const params = { textDocument, contentChanges: [{ text }] };
      this.#connection?.notify("textDocument/didChange", params);
    }
    return true;
  }

  /** Tells of files that changed on disk. */
  filesChanged(changes: readonly FileEvent[]): void {
    if (changes.length > 0)
      this.#connection?.notify("workspace/didChangeWatchedFiles", { changes });
  }

  /** Asks about an open document. The answer is undefined when none comes in time. */
  async request<T>(
    method: string,
    params: object,
    options: RequestOptions,
  ): Promise<T | undefined> {
    if (options.signal?.aborted) return;
    const end = new AbortController();
    const { signal } = end;
    const aborted = new Promise<undefined>((resolve) =>
      signal.addEventListener("abort", () => resolve(undefined), { once: true }),
    );
    const abort = () => end.abort();
    const timer = setTimeout(abort, options.timeout);
    options.signal?.addEventListener("abort", abort, { signal });
    const ask = async () => {
      const connection = await this.#ready;
      return signal.aborted ? undefined : await connection?.request<T>(method, params, signal);
    };
    const answer = ask().catch(() => undefined);
    try {
      return (await Promise.race([answer, aborted])) ?? undefined;
    } finally {
      clearTimeout(timer);
      // Takes all listeners away.
      abort();
    }
  }

  async dispose(): Promise<void> {
    this.#disposed = true;
    const connection = this.#connection ?? (await this.#ready);
    await connection?.end();
  }

  async #start(): Promise<Connection | undefined> {
    const { executable, folder, log } = this.#options;
    try {
      const connection = await connect(executable(), {
        uri: uriOf(folder),
        onEnd: (reason) => this.#ended(reason),
      });
      this.#connection = connection;
      if (this.#disposed) await connection.end();
      for (const path of this.#documents.keys()) this.#open(path);
      return connection;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (!this.#disposed) log(`Types are off: ${reason}`);
      return;
    }
  }

  #ended(reason: string): void {
    this.#connection = undefined;
    if (this.#disposed) return;
    if (this.#restarts === RESTARTS) {
      this.#options.log(`Types are off: TypeScript ended again (${reason})`);
      this.#ready = Promise.resolve(undefined);
      return;
    }
    this.#restarts++;
    this.#options.log(`TypeScript ended (${reason}) and is started again`);
    this.#ready = this.#start();
  }

  #close(path: string): void {
    this.#documents.delete(path);
    this.#connection?.notify("textDocument/didClose", { textDocument: { uri: uriOf(path) } });
  }

  #open(path: string): void {
    const document = this.#documents.get(path);
    if (document === undefined) return;
    const textDocument = { uri: uriOf(path), ...document };
    this.#connection?.notify("textDocument/didOpen", { textDocument });
  }
}

function languageOf(path: string, text: string): Document["languageId"] {
  if (path.endsWith(".json")) return "json";
  return isTsx(text) ? "typescriptreact" : "typescript";
}

/** The address by which the language server knows a file. */
export function uriOf(path: string): string {
  return pathToFileURL(path).href;
}
