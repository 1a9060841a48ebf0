import type { Magic } from "../magic.js";

export const svg: Magic = {
  name: "svg",
  usage: ["%%svg"],
  summary: "Shows the cell as SVG.",
  example:
    '%%svg\n<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><circle cx="20" cy="20" r="18"/></svg>',
  run: ({ body }, { display }) => display({ "image/svg+xml": body, "text/plain": body }),
};
