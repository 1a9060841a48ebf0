/** The events of a widget with properties `P`, and what a listener is given. */
export type Events<P> = {
  readonly [N in keyof P & string as `change:${N}`]: readonly [value: P[N], previous: P[N]];
} & {
  /** A message of the widget's own, which its front end sent. */
  readonly message: readonly [content: unknown, buffers: readonly Uint8Array[]];
  /** The widget was closed, here or by a front end. */
  readonly close: readonly [];
} & (P extends { value: infer V }
    ? { readonly change: readonly [value: V, previous: V] }
    : Readonly<Record<never, never>>);
