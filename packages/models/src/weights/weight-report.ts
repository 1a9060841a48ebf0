import type { Shape } from "@rosenblatt/engine";
import { type Displayable, displayable } from "@rosenblatt/plots";

/** A weight that the file has in another shape. */
export interface ShapeMismatch {
  readonly name: string;
  /** The model's. */
  readonly expected: Shape;
  /** The file's. */
  readonly got: Shape;
}

/** What of a model's weights a file had; shows itself as a few lines. */
export interface WeightReport extends Displayable {
  /** The model's weights that have the file's numbers now. */
  readonly loaded: readonly string[];
  /** The model's weights that are not in the file. */
  readonly missing: readonly string[];
  /** The file's weights that are not in the model. */
  readonly unexpected: readonly string[];
  readonly mismatched: readonly ShapeMismatch[];
}

type Report = Omit<WeightReport, keyof Displayable>;

export function weightReport(report: Report): WeightReport {
  return displayable(report, () => ({ "text/plain": reportText(report) }));
}

/** Whether all weights of the model and of the file met. */
export function isWhole({ missing, unexpected, mismatched }: Report): boolean {
  return missing.length + unexpected.length + mismatched.length === 0;
}

/** What matched and what did not, a line each. */
export function reportText({ loaded, missing, unexpected, mismatched }: Report): string {
  const shapes = mismatched.map(
    ({ name, expected, got }) =>
      `${name} is [${expected.join(", ")}], in the file [${got.join(", ")}]`,
  );
  return [
    `${loaded.length} weights loaded`,
    ...line("missing in the file", missing),
    ...line("unexpected in the file", unexpected),
    ...line("of another shape", shapes),
  ].join("\n");
}

const shown = 12;

function line(title: string, names: readonly string[]): string[] {
  if (names.length === 0) return [];
  const more = names.length > shown ? `, and ${names.length - shown} more` : "";
  return [`${names.length} ${title}: ${names.slice(0, shown).join(", ")}${more}`];
}
