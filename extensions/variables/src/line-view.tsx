import type { Figure } from "@rosenblatt/jupyterlab-plotly";
import { type ReactElement, useMemo } from "react";
import { FigureView } from "./figure-view.js";
import { countText } from "./number-text.js";
import { Problem } from "./problem.js";
import { useAnswer } from "./use-answer.js";
import { blockFor } from "./view-axes.js";
import type { Viewed } from "./viewed.js";
import { Waiting } from "./waiting.js";

/** Points of a line. */
const most = 4_000;

/** The numbers of a vector in their order; long ones as means of neighbours. */
export function LineView({
  variables,
  path,
  shape,
  slice,
  version,
  figures,
  trans,
}: Viewed): ReactElement {
  const length = shape[0]!;
  const block = blockFor([length], most);
  const { value, problem, waiting } = useAnswer(
    () => variables.page({ path, at: slice.at, rows: { axis: 0, start: 0, end: length }, block }),
    JSON.stringify([shape, version]),
  );
  const figure = useMemo((): Figure | undefined => {
    if (value === undefined) return undefined;
    const y = Array.from(value.values);
    const x = y.map((_, index) => (index + 0.5) * block - 0.5);
    const mode = y.length < 60 ? "lines+markers" : "lines";
    const hovertemplate = "[%{x}]  %{y:.6~g}<extra></extra>";
    return {
      data: [
        {
          type: "scatter",
          x,
          y,
          mode,
          hovertemplate,
          line: { width: 1.5, color: "#4c86d8" },
        } as never,
      ],
      layout: {
        margin: { l: 60, r: 12, t: 8, b: 40 },
        xaxis: { title: { text: trans.__("position") } },
      },
      config: { displaylogo: false },
    };
  }, [value]);
  if (problem !== undefined) return <Problem text={problem} />;
  return (
    <div className="rosenblatt-Tensor-view" aria-busy={waiting}>
      {block > 1 && (
        <div className="rosenblatt-Tensor-options">
          {trans.__("Each point is the mean of %1 numbers.", countText(block))}
        </div>
      )}
      {!figure && <Waiting trans={trans} />}
      {figure && (
        <FigureView
          figures={figures}
          figure={figure}
          label={trans.__("Line of %1", path.join("."))}
        />
      )}
    </div>
  );
}
