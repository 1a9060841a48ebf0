import type { TranslationBundle } from "@jupyterlab/translation";
import type { IFigures } from "@rosenblatt/jupyterlab-plotly";
import type { NotebookVariables } from "./notebook-variables.js";
import type { Path, Statistics } from "./protocol.js";
import type { Slice } from "./view-axes.js";

/** What the views of a tensor share. */
export interface Viewed {
  readonly variables: NotebookVariables;
  readonly path: Path;
  readonly shape: readonly number[];
  readonly slice: Slice;
  readonly move: (slice: Slice) => void;
  readonly statistics: Statistics | undefined;
  /** Another when the numbers may be others. */
  readonly version: number;
  readonly figures: IFigures;
  readonly trans: TranslationBundle;
}
