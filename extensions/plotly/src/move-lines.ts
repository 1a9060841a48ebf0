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
  readonly mode: string;
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
 * Moves lines of a drawn figure and their markers, by the index of their trace, and leaves all else
 * as it is: no axis, no legend is drawn again. It takes a tenth of the time of `Plotly.react`, which
 * costs a frame at each call. Returns false where an axis that fits itself to its data would have to
 * be another, or where a line is not drawn yet: then draw.
 */
export function moveLines(graph: DrawnGraph, lines: readonly (Line | undefined)[]): boolean {
  const { data, calcdata, _fullData, _fullLayout } = graph;
  if (!data || !calcdata || !_fullData || !_fullLayout || graph._dragging) return false;
  let fits = true;
  lines.forEach((line, index) => {
    if (!line) return;
    const trace = _fullData[index];
    const points = calcdata[index];
    const plot = trace && _fullLayout._plots[trace.xaxis + trace.yaxis];
    const node = plot?.plot.node().querySelector(`.trace${trace!.uid}`);
    if (!plot || !points || !node) {
      fits = false;
      return;
    }
    Object.assign(data[index]!, line);
    Object.assign(trace!, line);
    movePoints(points, line);
    const { pixels, inside } = pixelsOf(line, plot);
    const drawn = drawPath(node, pixels);
    const marked = !trace!.mode.includes("markers") || drawMarkers(node, pixels);
    fits &&= inside && drawn && marked;
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

/** A point on the page; undefined where there is none. */
type Pixel = readonly [number, number] | undefined;

function pixelsOf({ x, y }: Line, { xaxis, yaxis }: { xaxis: Axis; yaxis: Axis }) {
  const pixels: Pixel[] = [];
  let inside = true;
  for (let i = 0; i < x.length; i += 1) {
    const across = xaxis.c2p(x[i]!);
    const down = yaxis.c2p(y[i]!);
    const is = Number.isFinite(across) && Number.isFinite(down);
    pixels.push(is ? [across, down] : undefined);
    if (is) inside &&= holds(xaxis, across) && holds(yaxis, down);
  }
  return { pixels, inside };
}

function drawPath(node: Element, pixels: readonly Pixel[]): boolean {
  const path = node.querySelector(".js-line");
  const parts = pixels.map((pixel, i) => {
    if (!pixel) return "";
    return `${pixels[i - 1] ? "L" : "M"}${pixel[0].toFixed(1)},${pixel[1].toFixed(1)}`;
  });
  path?.setAttribute("d", parts.join("") || "M0,0");
  return path !== null;
}

/** New markers are copies of the first. */
function drawMarkers(node: Element, pixels: readonly Pixel[]): boolean {
  const box = node.querySelector(".points");
  const first = box?.querySelector(".point");
  if (!box || !first) return pixels.length === 0;
  const there = [...box.querySelectorAll(".point")];
  const shown = pixels.filter((pixel) => pixel !== undefined);
  shown.forEach(([across, down], i) => {
    const marker = there[i] ?? box.appendChild(first.cloneNode(true) as Element);
    const place = `translate(${across.toFixed(2)},${down.toFixed(2)})`;
    if (marker.getAttribute("transform") !== place) marker.setAttribute("transform", place);
  });
  for (const marker of there.slice(Math.max(1, shown.length))) marker.remove();
  return true;
}

function holds({ autorange, _length }: Axis, pixel: number): boolean {
  return !autorange || (pixel >= -1 && pixel <= _length + 1);
}
