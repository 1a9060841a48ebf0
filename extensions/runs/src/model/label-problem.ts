import type { TranslationBundle } from "@jupyterlab/translation";
import { labelLimits } from "../label-limits.js";
import type { RunLabels } from "../protocol.js";

/** Why a run cannot have these labels, with the cure; undefined where it can. */
export function labelProblem(
  { name, tags = [] }: Partial<RunLabels>,
  trans: TranslationBundle,
): string | undefined {
  if (name !== undefined && !fits(name, labelLimits.name)) {
    const expected = trans.__("expected 1 to %1 letters", labelLimits.name);
    return trans.__("Cannot name the run: %1, got %2; choose another", expected, name.length);
  }
  const tag = tags.find((one) => !fits(one, labelLimits.tag));
  if (tag !== undefined) {
    const expected = trans.__("expected 1 to %1 letters", labelLimits.tag);
    return trans.__("Cannot tag the run: %1, got %2; choose another", expected, tag.length);
  }
  if (tags.length <= labelLimits.tags) return undefined;
  const expected = trans.__("expected at most %1 tags", labelLimits.tags);
  return trans.__("Cannot tag the run: %1, got %2; remove some", expected, tags.length);
}

function fits(text: string, longest: number): boolean {
  return text.trim() !== "" && text.length <= longest;
}
