/** One value in several formats, by MIME type: a Jupyter client shows the richest one it knows. */
export type Bundle = Readonly<Record<string, unknown>>;

/** The MIME type of a Plotly figure. */
export const plotlyMime = "application/vnd.plotly.v1+json";

/** Whether every key of a plain object looks like a MIME type. */
export function isBundle(value: unknown): value is Bundle {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return false;
  }
  const keys = Object.keys(value);
  return keys.length > 0 && keys.every((key) => /^[\w.-]+\/[\w.+-]+$/.test(key));
}
