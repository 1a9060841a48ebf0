import { PathExt } from "@jupyterlab/coreutils";
import type { Contents, ServerConnection } from "@jupyterlab/services";
import type { RunLabels } from "../protocol.js";
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
}

/** Runs that are kept as files beside notebooks. */
export class RunFiles {
  readonly #contents: Contents.IManager;
  readonly #runs: RunList;
  /** When each file that was read had last been written. */
  readonly #read = new Map<string, string>();

  constructor({ contents, runs }: RunFilesOptions) {
    this.#contents = contents;
    this.#runs = runs;
  }

  /** Reads what is new in the run folders beside these folders' notebooks. */
  async look(folders: Iterable<string>): Promise<void> {
    for (const folder of new Set(folders)) {
      const files = await this.#list(folder).catch(() => []);
      for (const file of files) await this.#readNew(file);
    }
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
      run.touch();
    }
  }

  /** Deletes a run that has ended, its file too; it stays, and says why, where that cannot be. */
  async delete(run: Run): Promise<void> {
    try {
      if (run.live) throw new Error("Cannot delete a run that goes on; stop it first");
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
      const { response } = error as Partial<ServerConnection.ResponseError>;
      if (response?.status !== 404) throw error;
    }
  }

  async #text(path: string): Promise<string> {
    const options = { type: "file", format: "text", content: true } as const;
    const { content } = await this.#contents.get(path, options);
    return content as string;
  }

  async #list(folder: string): Promise<readonly Contents.IModel[]> {
    const beside = await this.#contents.get(folder, { content: true });
    const found = (beside.content as Contents.IModel[]).find(
      ({ name, type }) => name === runFolder && type === "directory",
    );
    if (!found) return [];
    const { content } = await this.#contents.get(found.path, { content: true });
    return (content as Contents.IModel[])
      .filter(({ name }) => name.endsWith(runExtension))
      .sort((a, b) => (a.name < b.name ? 1 : -1))
      .slice(0, most);
  }

  async #readNew({ path, last_modified }: Contents.IModel): Promise<void> {
    if (this.#read.get(path) === last_modified || this.#runs.at(path)?.reachable) return;
    this.#read.set(path, last_modified);
    await this.open(path);
  }
}
