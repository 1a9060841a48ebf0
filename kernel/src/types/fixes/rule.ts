import type { Diagnostic, Fix, TextEdit } from "../../language/type-service.js";

/** A way to mend a cell's text, which may still turn out to be none. */
export interface Proposal extends Pick<Fix, "kind" | "names"> {
  readonly edits: readonly TextEdit[];
  /** Whether TypeScript itself proposes it; what is guessed must make the cell better. */
  readonly certain?: boolean;
}

/** What a diagnostic of a cell's text suggests. */
export type Rule = (diagnostic: Diagnostic, text: string) => readonly Proposal[];
