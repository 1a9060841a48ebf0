import type { TranslationBundle } from "@jupyterlab/translation";
import type { Figure } from "@rosenblatt/jupyterlab-plotly";
import { type ReactElement, useMemo, useState } from "react";
import { FigureView } from "./figure-view.js";
import { Problem } from "./problem.js";
import type { Histogram } from "./protocol.js";
import { useAnswer } from "./use-answer.js";
import type { Viewed } from "./viewed.js";
import { Waiting } from "./waiting.js";

/** Numbers of bars to choose from. */
const choices = [20, 50, 100, 200];

/** How often the numbers of the whole tensor fall into equal parts of their range. */
export function HistogramView({ variables, path, version, figures, trans }: Viewed): ReactElement {
  const [bins, setBins] = useState(50);
  const [logarithmic, setLogarithmic] = useState(false);
  const { value, problem, waiting } = useAnswer(
    () => variables.histogram(path, bins),
    JSON.stringify([bins, version]),
  );
  const figure = useMemo(
    () => value && figureOf(value, { logarithmic, trans }),
    [value, logarithmic],
  );
  if (problem !== undefined) return <Problem text={problem} />;
  return (
    <div className="rosenblatt-Tensor-view" aria-busy={waiting}>
      <div className="rosenblatt-Tensor-options">
        <label>
          {trans.__("Bars")}
          <select value={bins} onChange={({ target }) => setBins(Number(target.value))}>
            {choices.map((count) => (
              <option key={count}>{count}</option>
            ))}
          </select>
        </label>
        <label>
          <input
            type="checkbox"
            checked={logarithmic}
            onChange={() => setLogarithmic(!logarithmic)}
          />
          {trans.__("Logarithmic counts")}
        </label>
      </div>
      {!figure && <Waiting trans={trans} />}
      {figure && (
        <FigureView
          figures={figures}
          figure={figure}
          label={trans.__("Histogram of %1", path.join("."))}
        />
      )}
    </div>
  );
}

function figureOf(
  { low, high, counts }: Histogram,
  { logarithmic, trans }: { logarithmic: boolean; trans: TranslationBundle },
): Figure {
  const width = (high - low) / counts.length;
  const x = counts.map((_, index) => low + (index + 0.5) * width);
  const customdata = x.map((middle) => [middle - width / 2, middle + width / 2]);
  const [from, to] = ["%{customdata[0]:.4~g}", "%{customdata[1]:.4~g}"];
  const hovertemplate = `${trans.__("%1 to %2", from, to)}<br>%{y}<extra></extra>`;
  return {
    data: [
      {
        type: "bar",
        x,
        y: [...counts],
        width,
        customdata,
        hovertemplate,
        marker: { color: "#4c86d8" },
      } as never,
    ],
    layout: {
      bargap: 0.04,
      margin: { l: 60, r: 12, t: 8, b: 40 },
      xaxis: { title: { text: trans.__("value") } },
      yaxis: { title: { text: trans.__("count") }, type: logarithmic ? "log" : "linear" },
    },
    config: { displaylogo: false },
  };
}
