import { type Executed, type Parameters, plotly } from "./executed.js";

/** What an executed notebook must show, and what must be true of its numbers. */
export interface Expectation {
  /** A size at which every cell is soon done, for a run that shows only that all of them run. */
  readonly small: Parameters;
  /** For each of these cells, the formats that are among its outputs. */
  readonly shows: Readonly<Record<string, readonly string[]>>;
  /** Of its data no sample ships: without `ROSENBLATT_MIRROR` it is not run. */
  readonly needsMirror?: true;
  /** Fails unless the results hold, and the sentences of the finding agree with them. */
  finds(notebook: Executed): void;
}

export { plotly };
export const [picture, html, markdown] = ["image/png", "text/html", "text/markdown"];
