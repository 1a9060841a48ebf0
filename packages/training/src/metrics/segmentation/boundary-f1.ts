import type { LabelMap, MapPair } from "./label-map.js";

interface BoundaryOptions {
  readonly classes: number;
  readonly ignore: number;
  /** How far apart boundaries may be, as a share of the picture's diagonal. */
  readonly tolerance: number;
}

/**
 * The boundary F1 of each class on one picture: of the share of the predicted boundary that is
 * nearer to the true one than may be, and the share of the true one that is as near to the
 * predicted one. NaN where neither has a boundary.
 */
export function boundaryF1s(
  { said, truth }: MapPair,
  { classes, ignore, tolerance }: BoundaryOptions,
): number[] {
  const counts = Uint8Array.from(truth.labels, (label) => Number(label !== ignore));
  const [edgesSaid, edgesTrue] = [boundaries(said, counts), boundaries(truth, counts)];
  const disc = discOf(tolerance * Math.hypot(truth.height, truth.width));
  const precision = nearShares(edgesSaid, edgesTrue, { said, truth, disc, classes });
  const recall = nearShares(edgesTrue, edgesSaid, { said: truth, truth: said, disc, classes });
  return precision.map((p, c) => {
    const r = recall[c]!;
    if (Number.isNaN(p) || Number.isNaN(r)) return Number.isNaN(p) && Number.isNaN(r) ? NaN : 0;
    return p + r === 0 ? 0 : (2 * p * r) / (p + r);
  });
}

/** The pixels of which one of the four next to them is of another class; those that count alone. */
function boundaries({ height, width, labels }: LabelMap, counts: Uint8Array): Uint8Array {
  const edges = new Uint8Array(labels.length);
  const compare = (a: number, b: number) => {
    if (counts[a] === 0 || counts[b] === 0 || labels[a] === labels[b]) return;
    edges[a] = 1;
    edges[b] = 1;
  };
  for (let at = 0; at < edges.length; at += 1) {
    if ((at + 1) % width !== 0) compare(at, at + 1);
    if (at + width < height * width) compare(at, at + width);
  }
  return edges;
}

/** Steps to all pixels nearer than this, the nearest first. */
function discOf(radius: number): [across: number, down: number][] {
  const reach = Math.ceil(radius);
  const side = Array.from({ length: 2 * reach + 1 }, (_, i) => i - reach);
  return side
    .flatMap((down) => side.map((across): [number, number] => [across, down]))
    .filter(([across, down]) => Math.hypot(across, down) < radius)
    .sort((a, b) => Math.hypot(...a) - Math.hypot(...b));
}

/** Of each class, the share of its boundary that has the other's near; NaN when it has none. */
function nearShares(
  edges: Uint8Array,
  others: Uint8Array,
  {
    said,
    truth,
    disc,
    classes,
  }: MapPair & { disc: readonly [across: number, down: number][]; classes: number },
): number[] {
  const { height, width, labels } = said;
  const [all, near] = [new Float64Array(classes), new Float64Array(classes)];
  for (let at = 0; at < edges.length; at += 1) {
    if (edges[at] === 0) continue;
    const [x, y, label] = [at % width, Math.floor(at / width), labels[at]!];
    const found = disc.some(([across, down]) => {
      const [column, row] = [x + across, y + down];
      if (column < 0 || column >= width || row < 0 || row >= height) return false;
      const place = row * width + column;
      return others[place] === 1 && truth.labels[place] === label;
    });
    all[label]! += 1;
    near[label]! += Number(found);
  }
  return Array.from(all, (count, label) => near[label]! / count);
}
