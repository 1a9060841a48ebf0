import { PathExt } from "@jupyterlab/coreutils";
import type { Contents, ServerConnection } from "@jupyterlab/services";
import type { TranslationBundle } from "@jupyterlab/translation";
import type { RunLabels } from "../protocol.js";
import { labelProblem } from "./label-problem.js";
import { parseRunFile } from "./parse-record.js";
import type { Run } from "./run.js";
import type { RunList } from "./run-list.js";

/** How the name of a run's file ends. */
export const runExtension = ".run.json";

/** The folder beside a notebook that its runs are kept in. */
const runFolder = "runs";

/** How many files are read of one folder, the newest first. */
const most = 200;

export interface RunFilesOptions {
  readonly contents: Contents.IManager;
  readonly runs: RunList;
  readonly trans: TranslationBundle;
}

/** Runs that are kept as files beside notebooks. */
export class RunFiles {
  readonly #contents: Contents.IManager;
  readonly #runs: RunList;
  readonly #trans: TranslationBundle;
  /** When each file that was read had last been written. */
  readonly #read = new Map<string, string>();

  constructor({ contents, runs, trans }: RunFilesOptions) {
    this.#contents = contents;
    this.#runs = runs;
    this.#trans = trans;
  }

  /** Reads what is new in the run folders beside these folders' notebooks, and forgets what is gone. */
  async look(folders: Iterable<string>): Promise<void> {
    let leftOut = 0;
    for (const folder of new Set(folders)) {
      // Of a folder that cannot be read just now nothing is known to be gone.
      const files = await this.#list(folder).catch(() => []);
      for (const file of files.slice(0, most)) await this.#readNew(file);
      leftOut += Math.max(0, files.length - most);
    }
    this.#runs.leftOut = leftOut;
  }

  /** The run of one file, wherever it lies; undefined where it is broken, with the reason kept. */
  async open(path: string): Promise<Run | undefined> {
    try {
      return this.take(path, await this.#text(path));
    } catch (error) {
      this.#runs.setBroken(path, (error as Error).message);
      return undefined;
    }
  }

  /** The run in a file's text, which was read before now; throws with the reason where there is none. */
  take(path: string, text: string): Run {
    const record = parseRunFile(text);
    const known = this.#runs.get(record.id);
    // What its kernel says, or had said before it ended, is newer than the file.
    const older = known && (known.reachable || record.step < known.fields.step);
    const run = older ? known : this.#runs.put(record);
    run.file = path;
    run.place ||= PathExt.dirname(PathExt.dirname(path));
    this.#runs.setBroken(path, undefined);
    run.touch();
    return run;
  }

  /** Names, tags or pins a run where it is kept: in its kernel, else in its file. */
  async label(run: Run, labels: Partial<RunLabels>): Promise<void> {
    run.refusal = labelProblem(labels, this.#trans);
    if (run.refusal) return run.touch();
    const { name, tags, pinned } = run.fields;
    run.label(labels);
    if (run.reachable) return run.ask({ type: "label", labels });
    const { file } = run;
    if (!file) return;
    try {
      const record = { ...parseRunFile(await this.#text(file)), ...labels };
      const text = `${JSON.stringify(record)}\n`;
      await this.#contents.save(file, { type: "file", format: "text", content: text });
    } catch (error) {
      run.refusal = (error as Error).message;
      run.label({ name, tags, pinned });
    }
  }

  /** Deletes a run that has ended, its file too; it stays, and says why, where that cannot be. */
  async delete(run: Run): Promise<void> {
    try {
      if (run.live)
        throw new Error(this.#trans.__("Cannot delete a run that goes on; stop it first"));
      if (run.file) await this.#deleteFile(run.file);
      run.ask({ type: "forget" });
      this.#runs.remove(run.id);
    } catch (error) {
      run.refusal = (error as Error).message;
      run.touch();
    }
  }

  /** A file that is gone already is as good as deleted. */
  async #deleteFile(path: string): Promise<void> {
    try {
      await this.#contents.delete(path);
    } catch (error) {
      if (!isGone(error)) throw error;
    }
  }

  async #text(path: string): Promise<string> {
    const options = { type: "file", format: "text", content: true } as const;
    const { content } = await this.#contents.get(path, options);
    return content as string;
  }

  /** The files of runs beside a folder's notebooks, the newest first; what it has no more is forgotten. */
  async #list(folder: string): Promise<readonly Contents.IModel[]> {
    const beside = await this.#inside(folder);
    const found = beside.find(({ name, type }) => name === runFolder && type === "directory");
    const path = found?.path ?? PathExt.join(folder, runFolder);
    const files = (found ? await this.#inside(path) : [])
      .filter(({ name }) => name.endsWith(runExtension))
      .sort((a, b) => (a.name < b.name ? 1 : -1));
    this.#forget(new Set(files.map((file) => file.path)), { folder: path });
    return files;
  }

  /** What a folder has; a folder that is gone has nothing. */
  async #inside(folder: string): Promise<readonly Contents.IModel[]> {
    try {
      return (await this.#contents.get(folder, { content: true })).content;
    } catch (error) {
      if (isGone(error)) return [];
      throw error;
    }
  }

  /** Forgets what was read from a folder but these of its files. */
  #forget(files: ReadonlySet<string>, { folder }: { readonly folder: string }): void {
    this.#runs.keepOnly(files, { folder });
    for (const path of this.#read.keys()) {
      if (PathExt.dirname(path) === folder && !files.has(path)) this.#read.delete(path);
    }
  }

  async #readNew({ path, last_modified }: Contents.IModel): Promise<void> {
    if (this.#read.get(path) === last_modified || this.#runs.at(path)?.reachable) return;
    this.#read.set(path, last_modified);
    await this.open(path);
  }
}

function isGone(error: unknown): boolean {
  return (error as Partial<ServerConnection.ResponseError>).response?.status === 404;
}
