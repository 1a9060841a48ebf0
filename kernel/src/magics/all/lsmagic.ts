import type { Magic } from "../magic.js";
import { tableBundle } from "../show-table.js";

export const lsmagic: Magic = {
  name: "lsmagic",
  usage: ["%lsmagic"],
  summary: "Lists all magics.",
  details: "`%name?` tells more of one.",
  example: "%lsmagic",
  run: (_call, { display, magics }) => {
    const rows = magics.map(({ usage, summary }) => [usage.join("\n"), summary]);
    display(tableBundle(["magic", "what it does"], rows));
  },
};
