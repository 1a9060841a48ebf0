import type { Namespace } from "./namespace.js";
import { createNamespace } from "./namespace.js";

/** A file of the user's that was loaded; one that is loaded anew is another `LocalModule`. */
export class LocalModule {
  readonly path: string;
  /** What it was made of. */
  readonly source: Buffer;
  readonly exports: Namespace = createNamespace();
  /** The paths of the local modules that it asked for. */
  readonly imports = new Set<string>();
  /** What CommonJS code sees of it, where it is such a module or set `module.exports`. */
  common: { exports: unknown } | undefined;
  state: "new" | "running" | "done" = "new";
  /** Its evaluation, which never rejects while nobody waits. */
  running: Promise<void> | undefined;
  /** The module whose evaluation it waits for. */
  awaiting: LocalModule | undefined;
  /** Whether its file, or one that it imports, changed and could not be loaded anew. */
  outdated = false;

  constructor(path: string, source: Buffer) {
    this.path = path;
    this.source = source;
  }

  /** Whether waiting for this module would never end for `other`. */
  waitsFor(other: LocalModule | undefined): boolean {
    for (let at: LocalModule | undefined = this; at !== undefined; at = at.awaiting) {
      if (at === other) return true;
    }
    return false;
  }
}
