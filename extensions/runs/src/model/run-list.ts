import { PathExt } from "@jupyterlab/coreutils";
import { type ISignal, Signal } from "@lumino/signaling";
import type { RunRecord } from "../protocol.js";
import { Run } from "./run.js";

/** A file that should hold a run and does not. */
export interface BrokenFile {
  readonly path: string;
  readonly reason: string;
}

/** All runs that are known, whether a kernel trains them or a file keeps them. */
export class RunList {
  readonly #runs = new Map<string, Run>();
  readonly #broken = new Map<string, BrokenFile>();
  #leftOut = 0;
  readonly #changed = new Signal<this, void>(this);

  /** Emitted when a run comes or goes, and when anything of one is another. */
  get changed(): ISignal<this, void> {
    return this.#changed;
  }

  /** Pinned ones first, then those that train, then by start, the newest first. */
  get runs(): readonly Run[] {
    return [...this.#runs.values()].sort(
      (a, b) =>
        Number(b.fields.pinned) - Number(a.fields.pinned) ||
        Number(b.live) - Number(a.live) ||
        (a.fields.started < b.fields.started ? 1 : -1),
    );
  }

  get broken(): readonly BrokenFile[] {
    return [...this.#broken.values()];
  }

  /** How many older runs there are files of that were not read. */
  get leftOut(): number {
    return this.#leftOut;
  }

  set leftOut(count: number) {
    if (count === this.#leftOut) return;
    this.#leftOut = count;
    this.#changed.emit();
  }

  get(id: string): Run | undefined {
    return this.#runs.get(id);
  }

  /** The run whose file this is. */
  at(path: string): Run | undefined {
    return [...this.#runs.values()].find(({ file }) => file === path);
  }

  /** The run of a record: the one that is known already, with all that the record says, or new. */
  put(record: RunRecord): Run {
    const known = this.#runs.get(record.id);
    if (known) {
      known.replace(record);
      return known;
    }
    const run = new Run(record);
    this.#runs.set(run.id, run);
    run.changed.connect(() => this.#changed.emit());
    this.#changed.emit();
    return run;
  }

  remove(id: string): void {
    if (this.#runs.delete(id)) this.#changed.emit();
  }

  /** Forgets what was read from a folder of files that it has no more; runs that a kernel tells of stay. */
  keepOnly(files: ReadonlySet<string>, { folder }: { readonly folder: string }): void {
    const gone = (path: string) => PathExt.dirname(path) === folder && !files.has(path);
    for (const { id, file, reachable } of this.runs) {
      if (file && !reachable && gone(file)) this.remove(id);
    }
    for (const { path } of this.broken) if (gone(path)) this.setBroken(path, undefined);
  }

  /** Keeps a file's reason in mind, until it is read well or gone. */
  setBroken(path: string, reason: string | undefined): void {
    if (this.#broken.get(path)?.reason === reason) return;
    if (reason === undefined) this.#broken.delete(path);
    else this.#broken.set(path, { path, reason });
    this.#changed.emit();
  }
}
