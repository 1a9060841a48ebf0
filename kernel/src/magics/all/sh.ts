import type { Magic } from "../magic.js";
import { runScript } from "../run-script.js";

export const sh: Magic = {
  name: "sh",
  usage: ["%%sh [arguments]"],
  summary: "Runs the cell in the system's shell.",
  example: "%%sh\nuname -a",
  run: ({ line, body }) => runScript(`sh ${line}`, body),
};
