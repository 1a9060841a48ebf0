import { encode } from "fast-png";
import { type Figure, figure, type Layout, type Trace } from "./figure.js";
import type { MarkedBox } from "./mark-overlay.js";
import { maskOutlines } from "./mask-outlines.js";
import { colorOf } from "./palette.js";
import { base64 } from "./picture.js";
import { scaledPixels } from "./scaled-pixels.js";
import { sliderHeight } from "./still/style.js";

/** A thing on a picture; where it has a mask and a box, its mask is drawn. */
export interface OverlaidObject {
  /** The index of its class. */
  readonly label: number;
  readonly box?: MarkedBox | undefined;
  /** Not 0 where it is, for each pixel of the picture, row by row. */
  readonly mask?: ArrayLike<number> | undefined;
  /** How sure it is that it is there, from 0 to 1. */
  readonly score?: number | undefined;
}

/** A picture and the things on it. */
export interface OverlaidPicture {
  /** From 0 to 1. */
  readonly image: ArrayLike<number>;
  /** Height, width, and 1 channel (grey) or 3 (RGB). */
  readonly shape: readonly number[];
  readonly objects: readonly OverlaidObject[];
  readonly title?: string | undefined;
}

/** How to lay things over pictures. */
export interface OverlaysOptions {
  readonly classes: readonly string[];
  readonly columns?: number;
  /**
   * How much masks and boxes cover of the pictures, from 0 to 1, which a slider changes; without it
   * 0.6 where there are masks, and 1 where there are but boxes.
   */
  readonly opacity?: number | undefined;
  /** Of one picture on the page, in pixels. */
  readonly width?: number;
  readonly title?: string;
}

const room = { across: 12, down: 34, left: 12, top: 36, bottom: 12, title: 30, legend: 150 };

/**
 * Pictures side by side with boxes and masks over them, in a colour for each class: its name in the
 * legend switches it, a slider says how much is covered, and under the pointer stand a thing's
 * class, score and size. It needs no kernel.
 *
 * @example
 * const cat = { label: 0, score: 0.9, mask: [0, 1, 1, 1], box: { x: 0, y: 0, width: 2, height: 2 } };
 * const picture = { image: [0.2, 0.8, 0.4, 0.6], shape: [2, 2, 1], objects: [cat], title: "found" };
 * overlays([picture], { classes: ["cat"] })
 * @throws RangeError when there is no picture, a class has no name, or an image or a mask has not the
 *   shape.
 */
export function overlays(
  pictures: readonly OverlaidPicture[],
  { classes, columns = 4, opacity = opacityFor(pictures), width = 160, title }: OverlaysOptions,
): Figure {
  check(pictures, { classes, opacity });
  const { area, cells } = gridOf(pictures, { columns, width });
  const placed = pictures.map((picture, i) =>
    pictureOn(picture, { id: i === 0 ? "" : String(i + 1), ...cells[i]!, classes, opacity }),
  );
  const labels = new Set(pictures.flatMap(({ objects }) => objects.map(({ label }) => label)));
  const keys = [...labels].sort((a, b) => a - b).map((label) => keyOf(label, classes));
  const data = [...placed.flatMap(({ traces }) => traces), ...keys];
  const top = room.top + (title === undefined ? 0 : room.title);
  const layout = {
    ...Object.assign({}, ...placed.map(({ axes }) => axes)),
    ...(title === undefined ? {} : { title: { text: title, x: 0, xref: "paper" } }),
    annotations: placed.flatMap(({ notes }) => notes),
    width: area.width + room.left + room.legend,
    height: area.height + top + room.bottom + (keys.length > 0 ? sliderHeight : 0),
    margin: { l: room.left, r: room.legend, t: top, b: room.bottom },
    showlegend: keys.length > 0,
    legend: { x: 1 + 16 / area.width, y: 1, itemsizing: "constant" },
    ...(keys.length > 0 && { sliders: [opacitySlider(data, opacity)] }),
  };
  const things = pictures.reduce((sum, { objects }) => sum + objects.length, 0);
  const text = `${title ? `${title}: ` : ""}${pictures.length} pictures with ${things} things`;
  return figure(data, layout, { text });
}

function opacityFor(pictures: readonly OverlaidPicture[]): number {
  return pictures.some(({ objects }) => objects.some(({ mask }) => mask)) ? 0.6 : 1;
}

/** Where a picture stands, as shares of the area of all. */
interface GridCell {
  readonly x: readonly [from: number, to: number];
  readonly y: readonly [from: number, to: number];
}

/** All cells are as tall as the tallest picture, and the area is theirs with the room between. */
function gridOf(
  pictures: readonly OverlaidPicture[],
  { columns, width }: { columns: number; width: number },
): { area: { width: number; height: number }; cells: GridCell[] } {
  const across = Math.min(columns, pictures.length);
  const down = Math.ceil(pictures.length / across);
  const tallest = Math.max(...pictures.map(({ shape: [tall, wide] }) => tall! / wide!));
  const height = Math.round(width * tallest);
  const area = {
    width: across * (width + room.across) - room.across,
    height: down * (height + room.down) - room.down,
  };
  const cells = pictures.map((_, i): GridCell => {
    const left = (i % across) * (width + room.across);
    const top = Math.floor(i / across) * (height + room.down);
    return {
      x: [left / area.width, (left + width) / area.width],
      y: [1 - (top + height) / area.height, 1 - top / area.height],
    };
  });
  return { area, cells };
}

interface Place extends GridCell {
  /** What stands behind the names of its axes. */
  readonly id: string;
  readonly classes: readonly string[];
  readonly opacity: number;
}

/** A picture on axes that nobody sees, with its things, largest first, and its title as a note. */
function pictureOn(
  { image, shape, objects, title }: OverlaidPicture,
  { id, x, y, classes, opacity }: Place,
): { traces: Trace[]; axes: Layout; notes: object[] } {
  const [height = 0, width = 0, channels = 1] = shape;
  const raster = scaledPixels(image, { height, width, channels, range: [0, 1] });
  const source = `data:image/png;base64,${base64(encode(raster))}`;
  const axes = { xaxis: `x${id}`, yaxis: `y${id}` };
  // So that the corner of the first pixel, not its middle, is at 0.
  const shown = { type: "image", source, x0: 0.5, y0: 0.5, hoverinfo: "skip", ...axes };
  const size = { height, width };
  const marks = objects
    .map((object) => ({ trace: markOf(object, { size, classes, opacity }), area: areaOf(object) }))
    .sort((a, b) => b.area - a.area)
    .map(({ trace }) => ({ ...trace, ...axes }));
  const hidden = { visible: false, showgrid: false, zeroline: false, constrain: "domain" };
  return {
    traces: [shown, ...marks],
    axes: {
      [`xaxis${id}`]: { ...hidden, domain: x, anchor: `y${id}`, range: [0, width] },
      [`yaxis${id}`]: {
        ...{ ...hidden, domain: y, anchor: `x${id}`, range: [height, 0] },
        ...{ scaleanchor: `x${id}`, constraintoward: "top" },
      },
    },
    notes: title === undefined ? [] : [heading(title, { x: x[0], y: y[1] })],
  };
}

function heading(text: string, at: { x: number; y: number }): object {
  const corner = { xref: "paper", yref: "paper", xanchor: "left", yanchor: "bottom" };
  return { text, ...at, ...corner, showarrow: false, yshift: 2 };
}

interface Marking {
  readonly size: { readonly height: number; readonly width: number };
  readonly classes: readonly string[];
  readonly opacity: number;
}

/** The lines about a thing, filled where it has a mask. */
function markOf(object: OverlaidObject, { size, classes, opacity }: Marking): Trace {
  const { label, box, mask } = object;
  const color = colorOf(label);
  const outlines = mask ? maskOutlines(mask, size) : [cornersOf(box!)];
  const line = (first: 0 | 1) =>
    outlines.flatMap((outline, i) => {
      const along = outline.filter((_, at) => at % 2 === first);
      return [...(i > 0 ? [null] : []), ...along, along[0]!];
    });
  return {
    type: "scatter",
    mode: "lines",
    x: line(0),
    y: line(1),
    line: { color, width: mask ? 1.5 : 2.5 },
    fill: "toself",
    fillcolor: mask ? color : "rgba(0,0,0,0)",
    opacity,
    hoveron: "fills",
    hoverinfo: "text",
    text: told(object, classes),
    legendgroup: classes[label]!,
    showlegend: false,
  };
}

function cornersOf({ x, y, width, height }: MarkedBox): number[] {
  return [x, y, x + width, y, x + width, y + height, x, y + height];
}

/** Such as `cat, 93 %, 20 × 14 pixels, area 188`. */
function told({ label, score, box, mask }: OverlaidObject, classes: readonly string[]): string {
  const sure = score === undefined ? [] : [`${(100 * score).toFixed(0)} %`];
  const size = box ? [`${Math.round(box.width)} × ${Math.round(box.height)} pixels`] : [];
  const area = mask ? [`area ${pixelsOf(mask)}`] : [];
  return [classes[label]!, ...sure, ...size, ...area].join(", ");
}

function areaOf({ mask, box }: OverlaidObject): number {
  return mask ? pixelsOf(mask) : box ? box.width * box.height : 0;
}

function pixelsOf(mask: ArrayLike<number>): number {
  let count = 0;
  for (let i = 0; i < mask.length; i += 1) count += Number(mask[i] !== 0);
  return count;
}

/** The entry of a class in the legend, which switches all that is of it. */
function keyOf(label: number, classes: readonly string[]): Trace {
  const name = classes[label]!;
  const marker = { symbol: "square", size: 12, color: colorOf(label) };
  return {
    type: "scatter",
    mode: "markers",
    x: [null],
    y: [null],
    name,
    legendgroup: name,
    marker,
  };
}

function opacitySlider(data: readonly Trace[], opacity: number): object {
  const marks = data.flatMap(({ fill }, i) => (fill === undefined ? [] : [i]));
  const shares = Array.from({ length: 11 }, (_, i) => i / 10);
  return {
    active: Math.round(10 * opacity),
    ...{ x: 0, y: 0, len: 1, xanchor: "left", yanchor: "top", pad: { t: 16, b: 8 } },
    currentvalue: { prefix: "opacity ", xanchor: "left" },
    steps: shares.map((share) => ({
      label: String(share),
      method: "restyle",
      args: [{ opacity: share }, marks],
    })),
  };
}

function check(
  pictures: readonly OverlaidPicture[],
  { classes, opacity }: { classes: readonly string[]; opacity: number },
): void {
  if (pictures.length === 0) {
    throw new RangeError(
      "Cannot lay things over pictures: it needs at least one picture, got none",
    );
  }
  if (!(opacity >= 0 && opacity <= 1)) {
    throw new RangeError(`Cannot cover pictures by opacity = ${opacity}: it must be from 0 to 1`);
  }
  for (const { label, box, mask } of pictures.flatMap(({ objects }) => objects)) {
    if (classes[label] === undefined || !(box || mask)) {
      throw new RangeError(
        `Cannot mark a thing of class ${label}: it needs a box or a mask, and a class from 0 to ` +
          `${classes.length - 1}`,
      );
    }
  }
}
