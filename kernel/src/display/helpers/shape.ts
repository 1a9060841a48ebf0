/** What one call of a helper shows: a bundle, and metadata by MIME type. */
export interface Shape {
  readonly bundle: Readonly<Record<string, unknown>>;
  readonly metadata?: Readonly<Record<string, unknown>>;
}

/** Options that helpers have in common, beside their own. */
export interface HelperOptions {
  /** Metadata for the helper's MIME type, such as `{ width: 300 }` or `{ isolated: true }`. */
  readonly metadata?: Readonly<Record<string, unknown>>;
  readonly [name: string]: unknown;
}

/** A shape with one MIME type beside its text for terminals. */
export function shape(
  type: string,
  content: unknown,
  { text, metadata }: { text: string; metadata?: object | undefined },
): Shape {
  const bundle = { [type]: content, "text/plain": text };
  return metadata && Object.keys(metadata).length > 0
    ? { bundle, metadata: { [type]: metadata } }
    : { bundle };
}
