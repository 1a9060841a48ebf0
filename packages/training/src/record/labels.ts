import { LABEL_LIMITS, type RunLabels } from "./protocol.js";

/** Refuses labels that a run cannot have; given ones are enough. @throws RangeError with the cure. */
export function checkLabels(labels: object): asserts labels is Partial<RunLabels> {
  const { name, tags, pinned, ...others } = labels as Record<string, unknown>;
  const unknown = Object.keys(others);
  if (unknown.length > 0) {
    throw new RangeError(
      `Cannot label a run with ${unknown.join(", ")}: it has name, tags and pinned; choose of these`,
    );
  }
  if (name !== undefined && !isText(name, LABEL_LIMITS.name)) {
    throw new RangeError(
      `Cannot name a run ${told(name)}: it must be a text of 1 to ${LABEL_LIMITS.name} letters, such as "wide"`,
    );
  }
  const fine = Array.isArray(tags) && tags.length <= LABEL_LIMITS.tags;
  if (tags !== undefined && !(fine && tags.every((tag) => isText(tag, LABEL_LIMITS.tag)))) {
    throw new RangeError(
      `Cannot tag a run with ${told(tags)}: tags are at most ${LABEL_LIMITS.tags} texts of 1 to ` +
        `${LABEL_LIMITS.tag} letters each, such as ["baseline"]`,
    );
  }
  if (pinned !== undefined && typeof pinned !== "boolean") {
    throw new RangeError(`Cannot pin a run by ${told(pinned)}: pinned must be true or false`);
  }
}

function isText(value: unknown, longest: number): boolean {
  return typeof value === "string" && value.trim() !== "" && value.length <= longest;
}

/** A value as it may stand in a message, whatever it is. */
export function told(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
