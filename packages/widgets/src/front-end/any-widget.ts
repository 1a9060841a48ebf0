import { randomUUID } from "node:crypto";
import type { FrontEndModule } from "../model/kind.js";
import { make, type Options, type ViewProperties, viewKind, type Widget } from "../model/widget.js";
import { wireName } from "../wire/names.js";
import { Sources } from "./sources.js";

/** Properties that each widget with a front end of its own has beside its state. */
export interface AnyWidgetProperties<S extends object> extends ViewProperties {
  /** The whole state; assigning it changes what it names. */
  value: Readonly<S>;
  /** The ES module of the front end. Assigning a text or a path puts another one in its place. */
  esm: string;
  /** Its style sheet, likewise. */
  css: string;
  /** What front ends tell style sheets apart by. */
  readonly anywidgetId: string;
}

/** A widget with a front end of its own; `S` is the state that both share. */
export type AnyWidget<S extends object> = Widget<S & AnyWidgetProperties<S>> & {
  /** The properties of the state, to read and to assign. */
  readonly state: S;
};

/** What a widget with a front end of its own is made of. */
export interface AnyWidgetOptions<S extends object>
  extends Pick<Options<ViewProperties>, "layout" | "tooltip" | "tabbable" | "classes"> {
  /**
   * The front end: an ES module whose default export is a `FrontEnd<S>`, as text or as the path of
   * a .js, .jsx, .ts or .tsx file. A file is loaded anew, in the page too, whenever it is saved.
   */
  readonly esm: string;
  /** A style sheet, as text or as the path of a .css file. */
  readonly css?: string;
  /** The state to begin with: JSON, other widgets and bytes. */
  readonly state: S;
  /** Called with the whole state when some of it has changed. */
  readonly onChange?: (value: Readonly<S>, previous: Readonly<S>) => unknown;
}

/** The front end that loads ES modules, in the version that `npm start` installs. */
const anywidget: FrontEndModule = { name: "anywidget", version: "~0.11.*" };
const own: Readonly<Record<string, string>> = {
  esm: "_esm",
  css: "_css",
  anywidgetId: "_anywidget_id",
};
const taken = ["value", "layout", "tooltip", "tabbable", "classes", ...Object.keys(own)];

/**
 * A widget of one's own: some state, and an ES module that draws it in the page.
 *
 * @example
 * const counter = anyWidget({
 *   state: { count: 0 },
 *   esm: `export default {
 *     render({ model, el }) {
 *       const button = document.createElement("button");
 *       const show = () => { button.textContent = model.get("count"); };
 *       button.onclick = () => { model.set("count", model.get("count") + 1); model.save_changes(); };
 *       model.on("change:count", show);
 *       show();
 *       el.append(button);
 *     },
 *   }`,
 * });
 * counter.on("change:count", (count) => console.log(count));
 * counter.state.count += 10;
 */
export function anyWidget<S extends object>({
  state,
  esm,
  css = "",
  ...options
}: AnyWidgetOptions<S>): AnyWidget<S> {
  const names = Object.keys(state);
  const clash = names.find((name) => taken.includes(name) || name.startsWith("_"));
  if (clash !== undefined) {
    throw new TypeError(
      `Cannot call a part of the state ${clash}: that name is taken; give it another one`,
    );
  }
  const sources = new Sources((changed) => widget.set(changed as never));
  const kind = viewKind<AnyWidgetProperties<S>>({
    name: "Any",
    module: anywidget,
    defaults: { ...state, value: state, esm: "", css: "", anywidgetId: randomUUID() },
    local: ["value"],
    unexposed: names as never,
    wireName: (name) => own[name] ?? (names.includes(name) ? name : wireName(name)),
    settle: (change, { value }) => ({
      ...settleState(change, { value, names }),
      ...sources.build(change),
    }),
  });
  const widget = make(kind, { esm, css, ...options }) as unknown as AnyWidget<S>;
  widget.on("close" as never, (() => sources.close()) as never);
  return Object.assign(widget, { state: partsOf(widget, names) });
}

/** Keeps the whole state and its parts the same. */
function settleState<S extends object>(
  change: Partial<AnyWidgetProperties<S>>,
  { value, names }: { value: Readonly<S>; names: readonly string[] },
): object {
  const parts = Object.entries({ ...change.value, ...change });
  const changed = Object.fromEntries(parts.filter(([name]) => names.includes(name)));
  return { ...change, ...changed, value: { ...value, ...changed } };
}

/** The parts of a state, each to read and to assign. */
function partsOf<S extends object>(widget: AnyWidget<S>, names: readonly string[]): S {
  const parts = {};
  for (const name of names) {
    Object.defineProperty(parts, name, {
      enumerable: true,
      get: () => widget.value[name as keyof S],
      set: (value: unknown) => widget.set({ [name]: value } as never),
    });
  }
  return parts as S;
}
