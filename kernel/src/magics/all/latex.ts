import type { Magic } from "../magic.js";

export const latex: Magic = {
  name: "latex",
  usage: ["%%latex"],
  summary: "Shows the cell as LaTeX.",
  example: "%%latex\n$$e^{i\\pi} + 1 = 0$$",
  run: ({ body }, { display }) => display({ "text/latex": body, "text/plain": body }),
};
