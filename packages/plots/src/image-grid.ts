import { encode } from "fast-png";
import { type Captioned, captioned } from "./captioned.js";
import { cellTable } from "./cell-table.js";
import { escapeHtml } from "./html.js";
import { base64, type Picture, picture, type Raster } from "./picture.js";
import { scaledPixels } from "./scaled-pixels.js";

/** How to draw a grid of images. */
export interface ImageGridOptions {
  /** Of each image: height, width and channels (1 is grey, 3 is RGB). */
  shape: readonly number[];
  /** A line of text under each image. */
  captions?: readonly string[];
  /** The colour of a frame about each image, where there is one. */
  frames?: readonly (string | undefined)[];
  columns?: number;
  /** Screen pixels for each pixel; by default images come out about 72 wide. */
  scale?: number;
  /** The values drawn black and white; 0 to 255 for bytes and 0 to 1 for other numbers by default. */
  range?: readonly [black: number, white: number];
  title?: string;
}

/**
 * Small images side by side, enlarged by a whole factor so that pixels stay sharp.
 *
 * @example
 * imageGrid([[0, 1, 1, 0], [1, 0, 0, 1]], { shape: [2, 2, 1], captions: ["up", "down"] })
 * @throws RangeError when an image has another number of values than its shape.
 */
export function imageGrid(
  images: readonly ArrayLike<number>[],
  { shape, captions, frames, columns = 8, scale = 0, range, title }: ImageGridOptions,
): Picture {
  const [height = 0, width = 0, channels = 1] = shape;
  const factor = scale || Math.max(1, Math.round(72 / Math.max(1, width)));
  const bytes = images[0] instanceof Uint8Array || images[0] instanceof Uint8ClampedArray;
  const limits = range ?? (bytes ? [0, 255] : [0, 1]);
  const tiles = images.map((image) =>
    scaledPixels(image, { height, width, channels, range: limits }),
  );
  const across = Math.max(1, Math.min(columns, images.length));
  const html = gridHtml(tiles, { captions, frames, across, factor, title });
  const counted = `${title ? `${title}: ` : ""}${images.length} images of ${shape.join(" × ")}`;
  const text = captions ? [counted, ...captionRows(captions, across)].join("\n") : counted;
  const told = captions ?? frames ?? title;
  const raster =
    told === undefined
      ? assemble(tiles, { across, factor })
      : captioned(tiles, { captions, frames, title, across, factor });
  return picture(raster, { text, html });
}

function captionRows(captions: readonly string[], across: number): string[] {
  const rows = Math.ceil(captions.length / across);
  return Array.from(
    { length: rows },
    (_, row) => `  ${captions.slice(row * across, (row + 1) * across).join(", ")}`,
  );
}

function gridHtml(
  tiles: readonly Raster[],
  { captions, frames, across, factor, title }: Captioned,
): string {
  const plain = "border:0;background:none;padding:3px 5px;text-align:center;vertical-align:top";
  const cells = tiles.map((tile, i) => {
    const source = `data:image/png;base64,${base64(encode(tile))}`;
    const caption = captions?.[i];
    const size = `width="${tile.width * factor}" height="${tile.height * factor}"`;
    const alt = escapeHtml(caption ?? "");
    const frame = frames?.[i] === undefined ? "" : `;outline:3px solid ${escapeHtml(frames[i])}`;
    return (
      `<td style="${plain}"><img src="${source}" ${size} alt="${alt}" ` +
      `style="image-rendering:pixelated;display:block;margin:auto;max-width:none${frame}">` +
      `${caption === undefined ? "" : `<small>${alt}</small>`}</td>`
    );
  });
  return cellTable(cells, { across, title });
}

/** All tiles in one raster, with transparent gaps. */
function assemble(
  tiles: readonly Raster[],
  { across, factor }: { across: number; factor: number },
): Raster {
  const gap = 4;
  const [tileWidth, tileHeight] = [
    (tiles[0]?.width ?? 0) * factor,
    (tiles[0]?.height ?? 0) * factor,
  ];
  const down = Math.ceil(tiles.length / across);
  const width = Math.max(1, across * (tileWidth + gap) - gap);
  const height = Math.max(1, down * (tileHeight + gap) - gap);
  const data = new Uint8Array(width * height * 4);
  tiles.forEach((tile, index) => {
    const left = (index % across) * (tileWidth + gap);
    const top = Math.floor(index / across) * (tileHeight + gap);
    for (let y = 0; y < tileHeight; y += 1) {
      for (let x = 0; x < tileWidth; x += 1) {
        const from = (Math.floor(y / factor) * tile.width + Math.floor(x / factor)) * tile.channels;
        const to = ((top + y) * width + left + x) * 4;
        for (let channel = 0; channel < 3; channel += 1) {
          data[to + channel] = tile.data[from + (tile.channels === 1 ? 0 : channel)]!;
        }
        data[to + 3] = 255;
      }
    }
  });
  return { width, height, channels: 4, data };
}
