/** An HTML element; where the DOM's types are not loaded, anything. */
type DomElement = typeof globalThis extends { HTMLElement: { prototype: infer E } }
  ? E
  : // biome-ignore lint/suspicious/noExplicitAny: without its types, any use of the DOM is allowed
    any;

/** The widget as its front end sees it; `S` is its state. */
export interface FrontEndModel<S extends object> {
  get<N extends keyof S>(name: N): S[N];
  set<N extends keyof S>(name: N, value: S[N]): void;
  /** Sends what was set to the kernel. */
  save_changes(): void;
  /** Sends a message of the widget's own to the kernel. */
  send(content: unknown, callbacks?: undefined, buffers?: readonly ArrayBuffer[]): void;
  on<N extends keyof S & string>(event: `change:${N}` | "change", listener: () => void): void;
  on(event: "msg:custom", listener: (content: unknown, buffers: DataView[]) => void): void;
  off(event?: string | null, listener?: ((...values: never[]) => void) | null): void;
}

type CleanUp = () => void | Promise<void>;

/**
 * What the ES module of a front end exports by default, as anywidget has it.
 *
 * @example
 * export default {
 *   render({ model, el }) {
 *     const show = () => { el.textContent = String(model.get("count")); };
 *     model.on("change:count", show);
 *     show();
 *   },
 * } satisfies FrontEnd<{ count: number }>;
 */
export interface FrontEnd<S extends object> {
  /** Runs once a widget, before it is seen. */
  initialize?(context: {
    model: FrontEndModel<S>;
  }): undefined | CleanUp | Promise<undefined | CleanUp> | void | Promise<void>;
  /** Runs for each place where the widget is seen. */
  render?(context: {
    model: FrontEndModel<S>;
    el: DomElement;
  }): undefined | CleanUp | Promise<undefined | CleanUp> | void | Promise<void>;
}
