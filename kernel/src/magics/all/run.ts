import type { Program } from "../../bridge/messages.js";
import type { Magic } from "../magic.js";
import { completePath, pathIn } from "../paths.js";

export const run: Magic = {
  name: "run",
  usage: ["%run file.ts"],
  summary: "Runs a file in the session, as if it were a cell: its top-level names become known.",
  details: "What it imports is resolved from its own folder.",
  example: "%run prepare.ts",
  complete: completePath,
  run: async ({ line }, { ask, include }) => {
    if (line.trim() === "") {
      throw new Error("Cannot run a file: expected a path, got nothing; write %run file.ts");
    }
    await include(await ask<Program>("magic:program", pathIn(line)));
  },
};
