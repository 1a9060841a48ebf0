/** One value in several formats, by MIME type: a Jupyter client shows the richest one it knows. */
export type Bundle = Readonly<Record<string, unknown>>;

/** The MIME type of a Plotly figure. */
export const plotlyMime = "application/vnd.plotly.v1+json";

/** The MIME type of a picture that any client shows. */
export const pngMime = "image/png";

/** Whether every key of a plain object looks like a MIME type. */
export function isBundle(value: unknown): value is Bundle {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return false;
  }
  const keys = Object.keys(value);
  return keys.length > 0 && keys.every((key) => /^[\w.-]+\/[\w.+-]+$/.test(key));
}

/** A figure without its picture, which is not drawn then; anything else as it is. */
export function withoutStill(bundle: Bundle): Bundle {
  if (!(plotlyMime in bundle)) return bundle;
  const kept = Object.keys(bundle).filter((type) => type !== pngMime);
  return Object.fromEntries(kept.map((type) => [type, bundle[type]]));
}
