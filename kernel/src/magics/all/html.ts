import type { Magic } from "../magic.js";

export const html: Magic = {
  name: "html",
  usage: ["%%html"],
  summary: "Shows the cell as HTML.",
  example: "%%html\n<b>bold</b> and <i>italic</i>",
  run: ({ body }, { display }) => display({ "text/html": body, "text/plain": body }),
};
