/** The global `display`, declared and documented for the type checker. */
export const DISPLAY_GLOBAL = `/**
 * Shows a value below the cell, as the value of its last line is shown; an object whose keys are
 * all MIME types is shown as what they say. With an \`id\`, a later call with the same \`id\` and
 * \`update\` replaces what was shown; so does the \`update\` of the handle that comes back.
 *
 * Its functions show something of a known kind: \`display.html\`, \`display.table\`, \`display.image\`, …
 */
declare function display(value: unknown, options?: display.Options): display.Handle<unknown>;

declare namespace display {
  /** Something that was shown. As the value of a cell it shows nothing. */
  interface Handle<Content> {
    /** Under which later cells may replace it. */
    readonly id: string;
    /** Shows other content of the same kind in its place. */
    update(content: Content, options?: Options): this;
    /** Empties its place. */
    clear(): void;
  }

  interface Options {
    /** Under which it can be replaced. */
    readonly id?: string;
    /** Whether it takes the place of what was shown under its \`id\`. */
    readonly update?: boolean;
    /** For the MIME type that is shown, such as \`{ isolated: true }\`. */
    readonly metadata?: { readonly [name: string]: unknown };
  }

  interface ImageOptions extends Options {
    /** In pixels. */
    readonly width?: number;
    /** In pixels. */
    readonly height?: number;
    /** What there is to see, for those who cannot. */
    readonly alt?: string;
    /** The MIME type, where the bytes and the name do not tell it. */
    readonly type?: string;
  }

  interface PlayerOptions extends Options {
    readonly width?: number;
    readonly height?: number;
    readonly autoplay?: boolean;
    readonly loop?: boolean;
    readonly muted?: boolean;
    /** The MIME type, where the bytes and the name do not tell it. */
    readonly type?: string;
  }

  interface AudioOptions extends PlayerOptions {
    /** Samples a second; 44,100 by default. */
    readonly rate?: number;
  }

  interface JsonOptions extends Options {
    /** Whether the view is open. */
    readonly expanded?: boolean;
    /** What its root is called. */
    readonly root?: string;
  }

  interface TableOptions extends Options {
    /** The columns to show, in this order. */
    readonly columns?: readonly string[];
    /** At most how many rows; 1,000 by default. */
    readonly rows?: number;
    readonly title?: string;
  }

  interface PlotlyOptions extends Options {
    readonly layout?: object;
    readonly config?: object;
  }

  /** A sound as numbers between -1 and 1. */
  type Samples = Float32Array | Float64Array | readonly number[];

  /** Bytes, a path, an address, or a data address. */
  type Source = Uint8Array | ArrayBuffer | string | URL;

  /** Shows HTML. Scripts in it run only in a trusted notebook. */
  function html(text: string, options?: Options): Handle<string>;
  /** Shows a drawing in SVG. */
  function svg(text: string, options?: Options): Handle<string>;
  /** Shows Markdown, with mathematics between \`$\`. */
  function markdown(text: string, options?: Options): Handle<string>;
  /** Shows a formula in LaTeX, with or without \`$\`. */
  function latex(text: string, options?: Options): Handle<string>;
  /** Runs JavaScript in the browser, if the notebook is trusted; \`element\` is the output. */
  function javascript(text: string, options?: Options): Handle<string>;
  /** Shows plain text. */
  function text(text: string, options?: Options): Handle<string>;
  /** Shows data in the front end's JSON view. */
  function json(value: unknown, options?: JsonOptions): Handle<unknown>;
  /** Shows an object as a tree. */
  function tree(value: unknown, options?: Options & { readonly open?: boolean }): Handle<unknown>;
  /** Shows rows as a table: records, lists, or an object of columns. */
  function table(rows: object, options?: TableOptions): Handle<object>;
  /** Shows all of a value, however long it is. */
  function full(value: unknown, options?: Options): Handle<unknown>;
  /** Shows GeoJSON: on a map where the front end has one, else as a drawing. */
  function geojson(data: object, options?: Options): Handle<object>;
  /** Draws a Vega specification. */
  function vega(spec: object, options?: Options): Handle<object>;
  /** Draws a Vega-Lite specification. */
  function vegaLite(spec: object, options?: Options): Handle<object>;
  /** Draws a figure of plotly.js: \`{ data, layout }\`, or its traces alone. */
  function plotly(figure: object, options?: PlotlyOptions): Handle<object>;
  /** Shows a picture or a PDF of whatever kind: bytes, a path, a data address, or an address. */
  function image(source: Source, options?: ImageOptions): Handle<Source>;
  /** Shows a PNG picture. */
  function png(source: Source, options?: ImageOptions): Handle<Source>;
  /** Shows a JPEG picture. */
  function jpeg(source: Source, options?: ImageOptions): Handle<Source>;
  /** Shows a GIF picture. */
  function gif(source: Source, options?: ImageOptions): Handle<Source>;
  /** Shows a WebP picture. */
  function webp(source: Source, options?: ImageOptions): Handle<Source>;
  /** Shows a PDF document. */
  function pdf(source: Source, options?: ImageOptions): Handle<Source>;
  /** Shows a sound with controls: a file, or samples between -1 and 1. */
  function audio(source: Source | Samples, options?: AudioOptions): Handle<Source | Samples>;
  /** Shows a film with controls. */
  function video(source: Source, options?: PlayerOptions): Handle<Source>;
  /** Shows one thing in several formats, by MIME type; \`metadata\` goes by MIME type too. */
  function mime(bundle: { readonly [type: string]: unknown }, options?: Options): Handle<object>;
  /** Takes away what the cell has shown; with \`wait\`, when it shows something new. */
  function clear(options?: { readonly wait?: boolean }): void;
}
`;
