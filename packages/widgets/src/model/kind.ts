import type { Codec } from "../wire/codec.js";

/** The ES module of the front end that has a model or a view, and the version asked for. */
export interface FrontEndModule {
  readonly name: string;
  readonly version: string;
}

/** What distinguishes one kind of widget from the others; `P` are its properties. */
export interface Kind<P extends object> {
  /** The model's name in the front end, without its ending "Model". */
  readonly name: string;
  /** Where the front end has the model. */
  readonly module: FrontEndModule;
  /** The name of the view; null for models that are not seen. */
  readonly view: string | null;
  /** Where the front end has the view; by default where the model is. */
  readonly viewModule?: FrontEndModule | null;
  /** What the properties are when nothing is said. */
  readonly defaults: Readonly<P>;
  /** Properties that stay in the kernel. */
  readonly local?: readonly (keyof P)[];
  /** Properties that the widget object does not show, where they could hide its methods. */
  readonly unexposed?: readonly (keyof P)[];
  /** Properties of which the front end does not want to hear what it sent. */
  readonly unechoed?: readonly (keyof P)[];
  /** The protocol's name of a property; by default its name in snake case. */
  wireName?(name: string): string;
  /** How properties cross that are not JSON, widgets or bytes. */
  readonly codecs?: { readonly [N in keyof P]?: Codec<P[N]> };
  /**
   * Completes a change by what follows from it. Throws, with a sentence for the user, when the
   * change is not allowed. `state` is how things are before.
   */
  settle?(change: Partial<P>, state: Readonly<P>): Partial<P>;
}

/** The stock front ends, in the versions of ipywidgets 8.1. */
export const base: FrontEndModule = { name: "@jupyter-widgets/base", version: "2.0.0" };
export const controls: FrontEndModule = { name: "@jupyter-widgets/controls", version: "2.0.0" };
export const outputs: FrontEndModule = { name: "@jupyter-widgets/output", version: "1.0.0" };
