import { controls, type FrontEndModule, type Kind } from "./kind.js";
import { type Layout, type LayoutOptions, layout } from "./layout.js";
import { Model } from "./model.js";
import { type DescriptionStyle, type Style, style } from "./style.js";

/** Properties of everything that can be seen. */
export interface ViewProperties {
  /** Where it stands and how big it is; some of it may be assigned: `{ width: "50%" }`. */
  get layout(): Layout;
  set layout(options: LayoutOptions);
  /** What is shown when the pointer rests on it. */
  tooltip: string | null;
  /** Whether the Tab key reaches it; null leaves it to the browser. */
  tabbable: boolean | null;
  /** CSS classes of its outermost element. */
  classes: readonly string[];
}

/** Properties of everything that has a style. */
export interface StyledProperties<S extends object> extends ViewProperties {
  /** Its look; some of it may be assigned: `{ handleColor: "tomato" }`. */
  get style(): Style<S>;
  set style(options: Partial<S>);
}

/** Properties of everything that has a label at its side. */
export interface ControlProperties<S extends object = DescriptionStyle>
  extends StyledProperties<S> {
  /** The label. */
  description: string;
  /** Whether the label is HTML. */
  descriptionAllowHtml: boolean;
}

/** A widget with its properties; reading and assigning one is all it takes to be in sync. */
export type Widget<P extends object = object> = Model<P> & P;

/** Any widget that can be seen, whatever its other properties are. */
export interface View {
  readonly id: string;
  readonly layout: Layout;
  close(): void;
}

/** What may be said when a widget is made: any of its properties, and what to do on a change. */
export type Options<P> = Partial<Omit<P, "layout" | "style" | "value">> & {
  /** Where it stands and how big it is, as CSS. */
  readonly layout?: LayoutOptions;
  /** Short for `description`: the label at its side. */
  readonly label?: string;
} & (P extends { get style(): Model<infer S> }
    ? {
        /** Its look. */
        readonly style?: Partial<S>;
      }
    : Readonly<Record<never, never>>) &
  (P extends { value: infer V }
    ? {
        /** Called with each new value, wherever it comes from. */
        readonly onChange?: (value: V, previous: V) => unknown;
      }
    : Readonly<Record<never, never>>);

/** A kind of widget that can be seen; each widget gets a layout and a style of its own. */
export type ViewKind<P extends object> = Omit<Kind<P>, "defaults"> & {
  readonly defaults: Omit<P, "layout" | "style">;
  // biome-ignore lint/suspicious/noExplicitAny: the style's properties are known by `P` only
  readonly styledBy?: Kind<any>;
};

const view = { tooltip: null, tabbable: null, classes: [] as readonly string[] };

/** A kind of widget of one of the stock front ends; without a label unless its defaults have one. */
export function viewKind<P extends ViewProperties>({
  name,
  defaults,
  module = controls,
  ...kind
}: Pick<ViewKind<P>, "name"> &
  Partial<Omit<ViewKind<P>, "defaults">> & {
    readonly defaults: Omit<P, keyof ViewProperties | "style">;
    readonly module?: FrontEndModule;
  }): ViewKind<P> {
  return {
    view: `${name}View`,
    ...kind,
    name,
    module,
    defaults: { ...view, ...defaults } as unknown as ViewKind<P>["defaults"],
  };
}

/** What all controls have when nothing is said. */
export const unlabelled = { description: "", descriptionAllowHtml: false };

interface AnyOptions {
  readonly layout?: LayoutOptions;
  readonly style?: object;
  readonly label?: string;
  readonly onChange?: (...values: never[]) => unknown;
}

/** Makes a widget. */
export function make<P extends object>(
  { styledBy, ...kind }: ViewKind<P>,
  given: object,
): Widget<P> {
  const { layout: placed, style: styled, label, onChange, ...rest } = given as AnyOptions;
  const parts = {
    layout: layout(placed),
    ...(styledBy && { style: style(styledBy, styled) }),
  };
  const whole = { ...kind, defaults: { ...kind.defaults, ...parts } } as unknown as Kind<P>;
  const values = { ...(label !== undefined && { description: label }), ...rest };
  const widget = new Model(whole, values as Partial<P>) as Widget<P>;
  if (onChange) widget.on("change" as never, onChange as never);
  widget.on(
    "close" as never,
    (() => {
      for (const part of Object.values(parts)) part.close();
    }) as never,
  );
  return widget;
}
