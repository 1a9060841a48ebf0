import { encode } from "fast-png";
import { cellTable } from "./cell-table.js";
import { escapeHtml } from "./html.js";
import { colorOf } from "./palette.js";
import { base64, type Picture, picture, type Raster } from "./picture.js";
import { scaledPixels } from "./scaled-pixels.js";
import { Canvas } from "./still/canvas.js";
import { colorFrom } from "./still/color.js";
import { fontSize, ink, titleSize } from "./still/style.js";
import { drawText, textWidth } from "./still/text.js";

/** A rectangle on a picture, in its pixels, and what is said of it. */
export interface BoxMark {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Written at its corner. */
  readonly text?: string;
  /** What a detector found right, what it found wrong, or what is there and it did not find. */
  readonly kind: "right" | "wrong" | "missed";
}

/** A picture with its boxes. */
export interface BoxedPicture {
  readonly image: ArrayLike<number>;
  readonly marks: readonly BoxMark[];
}

/** How to draw pictures with boxes. */
export interface BoxGridOptions {
  /** Of each picture: height, width and channels (1 is grey, 3 is RGB). */
  shape: readonly number[];
  columns?: number;
  /** Pixels of the page for each of a picture; by default pictures come out about 200 wide. */
  scale?: number;
  /** The values drawn black and white. */
  range?: readonly [black: number, white: number];
  /** What boxes of each kind are, where it is something else. */
  legend?: Partial<Readonly<Record<BoxMark["kind"], string>>>;
  title?: string;
}

const looks = {
  right: { color: colorOf(2), width: 2, dash: undefined },
  wrong: { color: colorOf(3), width: 2, dash: undefined },
  missed: { color: "#FFFFFF", width: 1.5, dash: [4, 3] },
} as const satisfies Record<BoxMark["kind"], unknown>;

/** Between the dashes of a broken line, which shows on light pictures and dark ones. */
const shade = "#444444";
const letters = 11;
const gap = 10;

/**
 * Pictures with boxes: in green what a detector found right, in red what it found wrong, in broken
 * white lines what is there and it missed. Under the mouse a box says what it is.
 *
 * @example
 * const mark = { x: 1, y: 1, width: 5, height: 6, text: "cat 90 %", kind: "right" } as const;
 * boxGrid([{ image: new Float32Array(64).fill(0.5), marks: [mark] }], { shape: [8, 8, 1] })
 * @throws RangeError when a picture has another number of values than its shape.
 */
export function boxGrid(
  pictures: readonly BoxedPicture[],
  { shape, columns = 4, scale, range = [0, 1], legend = {}, title }: BoxGridOptions,
): Picture {
  const [height = 0, width = 0, channels = 1] = shape;
  const factor = scale ?? Math.max(1, Math.round(200 / Math.max(1, width)));
  const tiles = pictures.map(({ image, marks }) => ({
    pixels: scaledPixels(image, { height, width, channels, range }),
    marks,
  }));
  const across = Math.max(1, Math.min(columns, tiles.length));
  const kinds = (Object.keys(looks) as BoxMark["kind"][]).filter((kind) =>
    tiles.some(({ marks }) => marks.some((mark) => mark.kind === kind)),
  );
  const keys = kinds.map((kind) => ({ kind, name: legend[kind] ?? kind }));
  const grid = { tiles, across, factor, title, keys };
  const counts = keys.map(({ kind, name }) => {
    const count = tiles.reduce(
      (sum, { marks }) => sum + marks.filter((mark) => mark.kind === kind).length,
      0,
    );
    return `${count} ${name}`;
  });
  const told = `${title ? `${title}: ` : ""}${tiles.length} pictures; boxes: ${counts.join(", ")}`;
  return picture(drawn(grid), { text: told, html: pageOf(grid) });
}

interface Tile extends Pick<BoxedPicture, "marks"> {
  readonly pixels: Raster;
}

interface Grid {
  readonly tiles: readonly Tile[];
  readonly across: number;
  readonly factor: number;
  readonly title: string | undefined;
  /** The kinds that occur, and what they are. */
  readonly keys: readonly { readonly kind: BoxMark["kind"]; readonly name: string }[];
}

function pageOf({ tiles, across, factor, title, keys }: Grid): string {
  const style = "border:0;background:none;padding:4px 5px";
  const cells = tiles.map((tile) => `<td style="${style}">${svgOf(tile, factor)}</td>`);
  const legend = keys.map(({ kind, name }) => {
    const { color, dash } = looks[kind];
    const line = `border:2px ${dash ? "dashed #999" : `solid ${color}`}`;
    return (
      `<span style="display:inline-block;width:10px;height:10px;${line};margin:0 5px 0 0"></span>` +
      `<span style="margin-right:16px">${escapeHtml(name)}</span>`
    );
  });
  return `${cellTable(cells, { across, title })}<div>${legend.join("")}</div>`;
}

/** Kept within the picture, so that no tag of a box at its edge is cut off. */
function tagPlace(
  { x, y }: BoxMark,
  { text, size, width }: { text: string; size: number; width: number },
) {
  const long = textWidth(text, letters) + 6;
  const left = Math.max(0, Math.min(x * size, width - long));
  const top = y * size >= letters + 5 ? y * size - letters - 5 : y * size;
  return { left, top, long, tall: letters + 5 };
}

function svgOf({ pixels, marks }: Tile, size: number): string {
  const [width, height] = [pixels.width * size, pixels.height * size];
  const source = `data:image/png;base64,${base64(encode(pixels))}`;
  const image =
    `<image href="${source}" width="${width}" height="${height}" ` +
    'preserveAspectRatio="none" style="image-rendering:pixelated"/>';
  const boxes = marks.map((mark) => {
    const { color, width: thick, dash } = looks[mark.kind];
    const text = mark.text ?? "";
    const dashes = dash ? ` stroke-dasharray="${dash.join(" ")}"` : "";
    const edges =
      `x="${(mark.x * size).toFixed(1)}" y="${(mark.y * size).toFixed(1)}" ` +
      `width="${(mark.width * size).toFixed(1)}" height="${(mark.height * size).toFixed(1)}"`;
    const place = tagPlace(mark, { text, size, width });
    const tag =
      text === ""
        ? ""
        : `<rect x="${place.left.toFixed(1)}" y="${place.top.toFixed(1)}" ` +
          `width="${place.long.toFixed(1)}" height="${place.tall}" fill="${color}"/>` +
          `<text x="${(place.left + 3).toFixed(1)}" y="${(place.top + letters + 1).toFixed(1)}" ` +
          `font-size="${letters}" font-family="sans-serif" fill="${letterColor(mark)}">` +
          `${escapeHtml(text)}</text>`;
    const under = dash
      ? `<rect ${edges} fill="none" stroke="${shade}" stroke-width="${thick}"/>`
      : "";
    return (
      `<g><title>${escapeHtml(`${mark.kind}${text && `: ${text}`}`)}</title>${under}` +
      `<rect ${edges} fill="transparent" stroke="${color}" stroke-width="${thick}"${dashes}/>` +
      `${tag}</g>`
    );
  });
  return (
    `<svg width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" ` +
    `style="display:block">${image}${boxes.join("")}</svg>`
  );
}

function letterColor({ kind }: BoxMark): string {
  return kind === "missed" ? "#222222" : "#FFFFFF";
}

/** The same as one raster on white paper, for clients without HTML. */
function drawn({ tiles, across, factor, title, keys }: Grid): Raster {
  const [width, height] = [
    (tiles[0]?.pixels.width ?? 0) * factor,
    (tiles[0]?.pixels.height ?? 0) * factor,
  ];
  const top = gap + (title === undefined ? 0 : titleSize + 12);
  const rows = Math.ceil(tiles.length / across);
  const foot = top + rows * (height + gap);
  const canvas = new Canvas({
    width: gap + Math.max(across * (width + gap), textWidth(title ?? "", titleSize)),
    height: foot + fontSize + gap,
    scale: 2,
  });
  if (title !== undefined) {
    drawText(canvas, title, { x: gap, y: gap, size: titleSize, color: ink, baseline: "top" });
  }
  tiles.forEach((tile, i) => {
    const left = gap + (i % across) * (width + gap);
    const upper = top + Math.floor(i / across) * (height + gap);
    const box = { left, top: upper, right: left + width, bottom: upper + height };
    canvas.within(box, () => void drawTile(canvas, tile, { box, size: factor }));
  });
  let x = gap;
  for (const { kind, name } of keys) {
    const { color, dash } = looks[kind];
    const side = 10;
    const corners = outline({ left: x, top: foot, right: x + side, bottom: foot + side });
    const line = colorFrom(kind === "missed" ? "#999999" : color)!;
    canvas.stroke(corners, { color: line, width: 2, dash: dash && [...dash] });
    const place = { x: x + side + 5, y: foot + side / 2, size: fontSize, color: ink } as const;
    drawText(canvas, name, { ...place, baseline: "middle" });
    x += side + textWidth(name, fontSize) + 24;
  }
  return canvas.raster();
}

type Edges = Parameters<Canvas["cells"]>[0];

function outline({ left, top, right, bottom }: Edges): number[] {
  return [left, top, right, top, right, bottom, left, bottom, left, top];
}

function drawTile(
  canvas: Canvas,
  { pixels, marks }: Tile,
  { box, size }: { box: Edges; size: number },
): void {
  const { width, height, channels, data } = pixels;
  canvas.cells(box, {
    columns: { x: width, y: height },
    colorAt: (column, row) => {
      const at = (row * width + column) * channels;
      const part = (k: number) => data[at + (channels === 1 ? 0 : k)]!;
      return [part(0), part(1), part(2), 1];
    },
  });
  for (const mark of marks) {
    const { color, width: thick, dash } = looks[mark.kind];
    const [left, top] = [box.left + mark.x * size, box.top + mark.y * size];
    const edges = { left, top, right: left + mark.width * size, bottom: top + mark.height * size };
    const paint = colorFrom(color)!;
    if (dash) canvas.stroke(outline(edges), { color: colorFrom(shade)!, width: thick });
    canvas.stroke(outline(edges), { color: paint, width: thick, dash: dash && [...dash] });
    if (!mark.text) continue;
    const place = tagPlace(mark, { text: mark.text, size, width: width * size });
    const corner = { left: box.left + place.left, top: box.top + place.top };
    const tag = { ...corner, right: corner.left + place.long, bottom: corner.top + place.tall };
    canvas.fill([outline(tag)], paint);
    const write = { x: corner.left + 3, y: (tag.top + tag.bottom) / 2, size: letters } as const;
    const letter = colorFrom(letterColor(mark))!;
    drawText(canvas, mark.text, { ...write, color: letter, baseline: "middle" });
  }
}
