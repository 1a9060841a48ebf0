import { encode } from "fast-png";
import { cellTable } from "../cell-table.js";
import { type Displayable, displayable } from "../displayable.js";
import { escapeHtml } from "../html.js";
import { imageGrid } from "../image-grid.js";
import { base64 } from "../picture.js";
import { loudnessMap } from "./loudness-map.js";
import { playerHtml, type Recording, recordingText } from "./recording.js";
import { spectrogramRaster } from "./spectrogram-raster.js";

/** Recordings that show themselves together. */
export interface Recordings extends Displayable {
  readonly items: readonly Recording[];
}

/** Of a spectrogram, in pixels of the page. */
const tile = { width: 144, height: 72 };

/**
 * Recordings beside each other: spectrograms with their titles, each with a player.
 *
 * @example
 * const tone = (hertz: number) => Float32Array.from({ length: 2000 }, (_, i) => Math.sin(i * hertz * 2 * Math.PI / 8000));
 * recordings([440, 880].map((hertz) => recording(tone(hertz), { sampleRate: 8000, title: `${hertz} Hz` })))
 * @throws RangeError when there is none.
 */
export function recordings(
  items: readonly Recording[],
  { columns = 4, title }: { columns?: number; title?: string } = {},
): Recordings {
  if (items.length === 0) {
    throw new RangeError("Cannot show recordings: got none; give at least one");
  }
  return displayable({ items }, () => {
    const rasters = items.map(({ samples, sampleRate }) =>
      spectrogramRaster(loudnessMap(samples, sampleRate), tile),
    );
    const grid = () =>
      imageGrid(
        rasters.map(({ data }) => data),
        {
          shape: [tile.height, tile.width, 3],
          captions: items.map((item) => item.title ?? ""),
          columns,
          scale: 1,
          ...(title === undefined ? {} : { title }),
        },
      );
    const across = Math.max(1, Math.min(columns, items.length));
    const cells = rasters.map((raster, i) => cell(items[i]!, base64(encode(raster))));
    return {
      "text/html": cellTable(cells, { across, title }),
      get "image/png"() {
        return base64(grid().png);
      },
      "text/plain": [...(title ? [title] : []), ...items.map(recordingText)].join("\n"),
    };
  });
}

function cell(item: Recording, png: string): string {
  const caption = escapeHtml(item.title ?? "");
  return (
    `<td style="border:0;background:none;padding:3px 6px;text-align:center;vertical-align:top">` +
    `<img src="data:image/png;base64,${png}" width="${tile.width}" height="${tile.height}" ` +
    `alt="${caption}" style="display:block;max-width:none">` +
    `${playerHtml(item, tile.width)}<small>${caption}</small></td>`
  );
}
