import type { RawPlace } from "./break-locations.js";

/** A place in a text of the user's: a cell's, by the path that stands for it, or a file's. */
export interface UserPlace {
  readonly path: string;
  /** Line and column count from 1. */
  readonly line: number;
  readonly column: number;
}

/**
 * Whose code a script holds: a cell, a file of the notebook's, a file of a package, or what the
 * user is never shown, which is Node's and the kernel's.
 */
export type Owner = "cell" | "file" | "package" | "internal";

/** JavaScript on the user's thread. */
export interface Script {
  /** V8's name for it; undefined for a cell that is about to run. */
  id?: string;
  readonly url: string;
  readonly owner: Owner;
  /** What the user calls it. */
  readonly name: string;
  /** The paths of the texts that it was made from. */
  readonly paths: readonly string[];
  /** Where a place of it comes from; undefined for what the user did not write. */
  original(place: RawPlace): UserPlace | undefined;
  /** Whether a name in its scopes is one of the user's. */
  isOwnName(name: string): boolean;
  /** The session's names that its code means, rather than names of its own. */
  meansSession?(name: string): boolean;
  /** Where its functions stand that a step must not enter. */
  readonly skipped?: readonly RawPlace[];
}
