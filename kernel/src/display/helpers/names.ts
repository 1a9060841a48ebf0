/** The functions on `display` that show something of a known kind. */
export const helperNames = [
  "html",
  "svg",
  "markdown",
  "latex",
  "javascript",
  "text",
  "json",
  "geojson",
  "vega",
  "vegaLite",
  "plotly",
  "table",
  "tree",
  "image",
  "png",
  "jpeg",
  "gif",
  "webp",
  "pdf",
  "audio",
  "video",
] as const;

export type HelperName = (typeof helperNames)[number];
