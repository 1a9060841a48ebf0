/** A place on the pad; both from 0 to 1. */
export interface PadPoint {
  readonly x: number;
  readonly y: number;
}

export type Stroke = readonly PadPoint[];

interface Raster {
  readonly height: number;
  readonly width: number;
  /** Whether the drawing is brought to the size and the place that digits of MNIST have. */
  readonly centred: boolean;
}

/** MNIST's digits fill 20 of 28 pixels; tiny pictures are filled. */
const share = 20 / 28;
const tiny = 16;
/** Of the pen, as a share of the picture's side. */
const radius = 0.043;

/**
 * A drawing as a model sees it: ink from 0 to 1, row by row. Centred, it is scaled to 20 of 28 parts
 * and its centre of mass put into the middle, as MNIST's digits were made
 * (http://yann.lecun.com/exdb/mnist/).
 */
export function drawnPixels(strokes: readonly Stroke[], raster: Raster): Float32Array<ArrayBuffer> {
  const { height, width, centred } = raster;
  const side = Math.min(height, width);
  const scaled = centred ? fitted(strokes, raster) : spread(strokes, raster);
  const ink = rasterised(scaled, { height, width, radius: radius * side });
  if (!centred || side <= tiny) return ink;
  const { x, y } = centreOf(ink, width);
  const shift = { x: (width - 1) / 2 - x, y: (height - 1) / 2 - y };
  return rasterised(
    scaled.map((stroke) => stroke.map((p) => ({ x: p.x + shift.x, y: p.y + shift.y }))),
    { height, width, radius: radius * side },
  );
}

/** The pad laid over the picture as it is. */
function spread(strokes: readonly Stroke[], { height, width }: Raster): PadPoint[][] {
  return strokes.map((stroke) =>
    stroke.map(({ x, y }) => ({ x: x * width - 0.5, y: y * height - 0.5 })),
  );
}

/** The drawing scaled by its longer side, its middle in the picture's. */
function fitted(strokes: readonly Stroke[], { height, width }: Raster): PadPoint[][] {
  const points = strokes.flat();
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
  const side = Math.min(height, width);
  // The pen is as wide as its radius on both sides.
  const room = side * (side <= tiny ? 1 : share) - 2 * radius * side;
  const scale = room / Math.max(right - left, bottom - top, 1e-3 * room, 0.05);
  const place = (value: number, middle: number, size: number) =>
    (value - middle) * scale + (size - 1) / 2;
  return strokes.map((stroke) =>
    stroke.map(({ x, y }) => ({
      x: place(x, (left + right) / 2, width),
      y: place(y, (top + bottom) / 2, height),
    })),
  );
}

function rasterised(
  strokes: readonly Stroke[],
  { height, width, radius }: { height: number; width: number; radius: number },
): Float32Array<ArrayBuffer> {
  const ink = new Float32Array(height * width);
  for (const stroke of strokes) {
    stroke.forEach((point, i) => {
      addSegment(ink, { from: stroke[i - 1] ?? point, to: point, height, width, radius });
    });
  }
  return ink;
}

interface Segment {
  readonly from: PadPoint;
  readonly to: PadPoint;
  readonly height: number;
  readonly width: number;
  readonly radius: number;
}

function addSegment(ink: Float32Array, { from, to, height, width, radius }: Segment): void {
  const reach = radius + 1;
  const clamp = (value: number, most: number) => Math.min(most, Math.max(0, value));
  const top = clamp(Math.floor(Math.min(from.y, to.y) - reach), height);
  const bottom = clamp(Math.ceil(Math.max(from.y, to.y) + reach) + 1, height);
  const left = clamp(Math.floor(Math.min(from.x, to.x) - reach), width);
  const right = clamp(Math.ceil(Math.max(from.x, to.x) + reach) + 1, width);
  for (let y = top; y < bottom; y += 1) {
    for (let x = left; x < right; x += 1) {
      const covered = clamp(radius + 0.5 - distance({ x, y }, from, to), 1);
      const at = y * width + x;
      if (covered > ink[at]!) ink[at] = covered;
    }
  }
}

/** From a point to a piece of a line. */
function distance({ x, y }: PadPoint, from: PadPoint, to: PadPoint): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : ((x - from.x) * dx + (y - from.y) * dy) / length;
  const t = Math.min(1, Math.max(0, along));
  return Math.hypot(x - from.x - t * dx, y - from.y - t * dy);
}

/** The centre of mass of the ink. */
export function centreOf(ink: Float32Array, width: number): PadPoint {
  let [mass, x, y] = [0, 0, 0];
  ink.forEach((value, i) => {
    mass += value;
    x += value * (i % width);
    y += value * Math.floor(i / width);
  });
  return mass === 0 ? { x: 0, y: 0 } : { x: x / mass, y: y / mass };
}
