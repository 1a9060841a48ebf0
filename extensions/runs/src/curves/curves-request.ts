import type { Workbench } from "../workbench.js";
import type { DrawnRun } from "./curves-figure.js";
import type { CurvesRequest } from "./curves-view.js";
import { measuresOf } from "./measures.js";

/** What is to be drawn of some runs, as the reader has chosen; `height` is that of one panel. */
export function curvesRequest(
  runs: readonly DrawnRun[],
  { workbench: { view, points, trans }, height }: { workbench: Workbench; height: number },
): CurvesRequest {
  const { smoothing, logarithmic, axis, hidden } = view.state;
  const measures = measuresOf(runs.map(({ run }) => run)).filter(
    ({ key }) => !hidden.includes(key),
  );
  const texts = {
    ...{ step: trans.__("step"), epoch: trans.__("epoch") },
    ...{ training: trans.__("training"), validation: trans.__("validation") },
  };
  return { runs, options: { texts, measures, smoothing, logarithmic, axis, height }, points };
}
