import { page } from "../html/page.js";
import { usual } from "../limits.js";
import { tree } from "../values/tree.js";
import { type HelperOptions, type Shape, shape } from "./shape.js";

type Point = readonly [number, number];

/** A line, closed or open, or a single point. */
interface Stroke {
  readonly kind: "area" | "line" | "point";
  readonly points: readonly Point[];
}

/** Points that are drawn; of more, every second, third, … is. */
const most = 20_000;
/** Size on the page. */
const [width, height] = [400, 260];

/** Places on a map where the front end has one; else a drawing of them, and the data as a tree. */
export function geojson(data: object, { metadata }: HelperOptions): Shape {
  const strokes = [...strokesIn(data)];
  const fallback = page(drawing(strokes) + tree(data, usual, { open: false }));
  const type = String((data as { type?: unknown }).type ?? "object");
  const text = `[GeoJSON ${type}: ${strokes.length} shapes]`;
  const { bundle, ...rest } = shape("application/geo+json", data, { text, metadata });
  return { bundle: { ...bundle, "text/html": fallback }, ...rest };
}

function* strokesIn(data: unknown): Generator<Stroke> {
  if (typeof data !== "object" || data === null) return;
  const { type, features, geometry, geometries, coordinates } = data as Record<string, unknown>;
  for (const inner of [features, geometries].flat()) yield* strokesIn(inner);
  yield* strokesIn(geometry);
  if (!Array.isArray(coordinates)) return;
  if (type === "Point") yield { kind: "point", points: [coordinates as unknown as Point] };
  if (type === "MultiPoint")
    for (const point of coordinates) yield { kind: "point", points: [point] };
  if (type === "LineString") yield { kind: "line", points: coordinates };
  if (type === "MultiLineString") for (const points of coordinates) yield { kind: "line", points };
  if (type === "Polygon") for (const points of coordinates) yield { kind: "area", points };
  if (type === "MultiPolygon") {
    for (const points of coordinates.flat()) yield { kind: "area", points };
  }
}

function drawing(strokes: readonly Stroke[]): string {
  const points = strokes.flatMap(({ points }) => points);
  if (points.length === 0) return "";
  const project = projection(points);
  const step = Math.ceil(points.length / most);
  const paths = strokes.map(({ kind, points }) => {
    if (kind === "point") {
      const [x, y] = project(points[0]!);
      return `<circle cx="${x}" cy="${y}" r="3" fill="var(--rb-bar)"/>`;
    }
    const shown = points.filter((_, index) => index % step === 0 || index === points.length - 1);
    const line = shown.map((point) => project(point).join(" ")).join("L");
    const fill = kind === "area" ? ' fill="var(--rb-stripe)"' : ' fill="none"';
    return `<path d="M${line}${kind === "area" ? "Z" : ""}"${fill} stroke="var(--rb-bar)"/>`;
  });
  return `<svg viewBox="-6 -6 ${width + 12} ${height + 12}" width="${width}" role="img">${paths.join("")}</svg>`;
}

/** Degrees to pixels, at the middle's true proportions. */
function projection(points: readonly Point[]): (point: Point) => [number, number] {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of points) {
    [west, east] = [Math.min(west, x), Math.max(east, x)];
    [south, north] = [Math.min(south, y), Math.max(north, y)];
  }
  const narrow = Math.max(0.1, Math.cos((((south + north) / 2) * Math.PI) / 180));
  const scale = Math.min(
    width / Math.max((east - west) * narrow, 1e-6),
    height / Math.max(north - south, 1e-6),
  );
  const round = (value: number): number => Math.round(value * 10) / 10;
  return ([x, y]) => [round((x - west) * narrow * scale), round((north - y) * scale)];
}
