import type { Figure } from "@rosenblatt/jupyterlab-plotly";
import { type ReactElement, useMemo, useState } from "react";
import { FigureView } from "./figure-view.js";
import type { Numbers } from "./notebook-variables.js";
import { type Range, rangeOf } from "./picture-pixels.js";
import { Problem } from "./problem.js";
import { useAnswer } from "./use-answer.js";
import { blockFor } from "./view-axes.js";
import type { Viewed } from "./viewed.js";
import { Waiting } from "./waiting.js";

/** Numbers that are drawn along an axis. */
const most = 320;
/** How much longer one side may be with square cells. */
const narrowest = 6;

/** Around zero, dark or light in the middle would vanish on one of the themes: grey does not. */
const diverging = [
  [0, "#2166ac"],
  [0.25, "#67a9cf"],
  [0.5, "#f2f2f2"],
  [0.75, "#ef8a62"],
  [1, "#b2182b"],
];

/** Numbers of a slice as colours; long ones as means of blocks. */
export function HeatMap(props: Viewed): ReactElement {
  const { variables, path, shape, slice, statistics, version, figures, trans } = props;
  const [whole, setWhole] = useState(false);
  const [rows, columns] = [
    shape[slice.rows]!,
    slice.columns === undefined ? 1 : shape[slice.columns]!,
  ];
  const block = blockFor([rows, columns], most);
  const { value, problem, waiting } = useAnswer(
    () =>
      variables.page({
        path,
        at: slice.at,
        rows: { axis: slice.rows, start: 0, end: rows },
        ...(slice.columns !== undefined && {
          columns: { axis: slice.columns, start: 0, end: columns },
        }),
        block,
      }),
    JSON.stringify([slice, shape, version]),
  );
  const range =
    whole && statistics?.min != null && statistics.max != null
      ? { low: statistics.min, high: statistics.max }
      : undefined;
  const aspect = columns / rows;
  const figure = useMemo(
    () => value && figureOf(value, { block, range }),
    [value, whole, statistics],
  );
  if (problem !== undefined) return <Problem text={problem} />;
  return (
    <div className="rosenblatt-Tensor-view" aria-busy={waiting}>
      <div className="rosenblatt-Tensor-options">
        <label>
          <input type="checkbox" checked={whole} onChange={() => setWhole(!whole)} />
          {trans.__("Colours over the whole tensor")}
        </label>
        {block > 1 && <span>{trans.__("Each cell is the mean of %1 × %1 numbers.", block)}</span>}
      </div>
      {!figure && <Waiting trans={trans} />}
      {figure && (
        <FigureView
          figures={figures}
          figure={figure}
          label={trans.__("Heat map of %1", path.join("."))}
          aspect={aspect < narrowest && aspect > 1 / narrowest ? aspect : undefined}
        />
      )}
    </div>
  );
}

function figureOf(
  numbers: Numbers,
  { block, range }: { block: number; range: Range | undefined },
): Figure {
  const { rows, columns, values } = numbers;
  const { low, high } = range ?? rangeOf(values);
  const bound = Math.max(-low, high);
  const isSigned = low < 0 && high > 0;
  const z = Array.from({ length: rows }, (_, row) =>
    Array.from(values.subarray(row * columns, (row + 1) * columns)),
  );
  const axis = {
    zeroline: false,
    showgrid: false,
    ticks: "outside" as const,
    ...(rows * columns < 40 && { dtick: 1 }),
  };
  return {
    data: [
      {
        type: "heatmap",
        z,
        ...(block > 1 && { x0: (block - 1) / 2, dx: block, y0: (block - 1) / 2, dy: block }),
        ...(isSigned
          ? { colorscale: diverging, zmin: -bound, zmax: bound }
          : { colorscale: "Viridis", zmin: low, zmax: high }),
        colorbar: { thickness: 12, outlinewidth: 0, len: 1 },
        hovertemplate: "[%{y}, %{x}]  %{z:.6~g}<extra></extra>",
      } as never,
    ],
    layout: {
      margin: { l: 48, r: 8, t: 8, b: 32 },
      xaxis: axis,
      yaxis: { ...axis, autorange: "reversed" },
    } as never,
    config: { displaylogo: false },
  };
}
