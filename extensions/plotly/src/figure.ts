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
