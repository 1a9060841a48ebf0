import type { Config, Data, Frame, Layout } from "plotly.js-dist-min";

/** The MIME type of a Plotly figure. */
export const plotlyMime = "application/vnd.plotly.v1+json";

/** A figure as an output carries it: what Plotly.newPlot takes, as JSON. */
export interface Figure {
  readonly data?: Data[];
  readonly layout?: Partial<Layout>;
  readonly config?: Partial<Config>;
  readonly frames?: Partial<Frame>[];
}

/** A figure from an output. @throws TypeError when it has not the parts of one. */
export function readFigure(value: unknown): Figure {
  const { data = [], layout = {} } = (value ?? {}) as Figure;
  if (!Array.isArray(data)) throw new TypeError(`its data is to be a list, got ${typeof data}`);
  if (typeof layout !== "object" || layout === null) {
    throw new TypeError(
      `its layout is to be an object, got ${layout === null ? "null" : typeof layout}`,
    );
  }
  return (value ?? {}) as Figure;
}
