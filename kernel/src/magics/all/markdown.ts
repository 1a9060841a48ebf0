import type { Magic } from "../magic.js";

export const markdown: Magic = {
  name: "markdown",
  usage: ["%%markdown"],
  summary: "Shows the cell as Markdown.",
  example: "%%markdown\n**bold** and $x^2$",
  run: ({ body }, { display }) => display({ "text/markdown": body, "text/plain": body }),
};
