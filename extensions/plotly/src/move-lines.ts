/** Where a line goes; `x` and `y` are as long as each other, and NaN breaks the line. */
export interface Line {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

interface Axis {
  readonly autorange: unknown;
  readonly _length: number;
  /** From a value to pixels. */
  c2p(value: number): number;
}

interface Point {
  x: number;
  y: number;
  readonly i: number;
}

interface Trace {
  x: Float64Array;
  y: Float64Array;
  readonly uid: string;
  readonly xaxis: string;
  readonly yaxis: string;
}

/** What Plotly keeps of a drawn figure at its element; of this version, see `moveLines`. */
export interface DrawnGraph extends HTMLElement {
  readonly data?: { x?: unknown; y?: unknown }[];
  readonly calcdata?: Point[][];
  readonly _dragging?: boolean;
  readonly _fullData?: Trace[];
  readonly _fullLayout?: {
    readonly _plots: Readonly<
      Record<string, { xaxis: Axis; yaxis: Axis; plot: { node(): Element } }>
    >;
  };
}

/**
 * Moves lines of a drawn figure, by the index of their trace, and leaves all else as it is: no
 * axis, no legend is drawn again. It takes a tenth of the time of `Plotly.react`, which draws a
 * frame too late on each call. Returns false where an axis that fits itself to its data would have
 * to be another, or nothing is drawn: then draw.
 */
export function moveLines(graph: DrawnGraph, lines: readonly (Line | undefined)[]): boolean {
  const { data, calcdata, _fullData, _fullLayout } = graph;
  if (!data || !calcdata || !_fullData || !_fullLayout || graph._dragging) return false;
  let fits = true;
  lines.forEach((line, index) => {
    const trace = _fullData[index];
    const points = calcdata[index];
    const plot = trace && _fullLayout._plots[trace.xaxis + trace.yaxis];
    const path = plot?.plot.node().querySelector(`.trace${trace!.uid} .js-line`);
    if (!line) return;
    if (!plot || !points || !path) {
      fits = false;
      return;
    }
    Object.assign(data[index]!, line);
    Object.assign(trace!, line);
    movePoints(points, line);
    const drawn = pathOf(line, plot);
    path.setAttribute("d", drawn.path);
    fits &&= drawn.fits;
  });
  return fits;
}

/** What Plotly finds the points under the mouse by; it keeps notes on the trace at the first. */
function movePoints(points: Point[], { x, y }: Line): void {
  const [{ i: _i, x: _x, y: _y, ...notes } = {} as Point] = points;
  points.length = 0;
  for (let i = 0; i < x.length; i += 1) points.push({ x: x[i]!, y: y[i]!, i });
  if (points.length === 0) points.push({ x: Number.NaN, y: Number.NaN, i: 0 });
  Object.assign(points[0]!, notes);
}

function pathOf({ x, y }: Line, { xaxis, yaxis }: { xaxis: Axis; yaxis: Axis }) {
  const parts: string[] = [];
  let command = "M";
  let fits = true;
  for (let i = 0; i < x.length; i += 1) {
    const across = xaxis.c2p(x[i]!);
    const down = yaxis.c2p(y[i]!);
    if (Number.isFinite(across) && Number.isFinite(down)) {
      parts.push(`${command}${across.toFixed(1)},${down.toFixed(1)}`);
      command = "L";
      fits &&= holds(xaxis, across) && holds(yaxis, down);
    } else command = "M";
  }
  return { path: parts.join("") || "M0,0", fits };
}

function holds({ autorange, _length }: Axis, pixel: number): boolean {
  return !autorange || (pixel >= -1 && pixel <= _length + 1);
}
