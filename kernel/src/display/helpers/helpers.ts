import { json, plotly, tree, vega, vegaLite } from "./data.js";
import { geojson } from "./geojson.js";
import { html, javascript, latex, markdown, svg, text } from "./markup.js";
import { audio, image, typed, video } from "./media.js";
import type { HelperName } from "./names.js";
import type { HelperOptions, Shape } from "./shape.js";
import { table } from "./table.js";

/** What a helper makes of what it is given. */
export type Helper = (content: never, options: HelperOptions) => Shape;

/** What each of the functions on `display` does. */
export const helpers = {
  html,
  svg,
  markdown,
  latex,
  javascript,
  text,
  json,
  geojson,
  vega,
  vegaLite,
  plotly,
  table,
  tree,
  image,
  png: typed("image/png"),
  jpeg: typed("image/jpeg"),
  gif: typed("image/gif"),
  webp: typed("image/webp"),
  pdf: typed("application/pdf"),
  audio,
  video,
} satisfies Record<HelperName, Helper>;
