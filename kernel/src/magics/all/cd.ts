import { statSync } from "node:fs";
import type { Magic } from "../magic.js";
import { completeFolder, pathIn } from "../paths.js";

export const cd: Magic = {
  name: "cd",
  usage: ["%cd folder", "%cd -", "%cd"],
  summary: "Makes another folder the current one.",
  details:
    "The imports of later cells are resolved from there as well, and `%npm` installs there. `%cd -` " +
    "goes back to the folder before, `%cd` alone to the home folder.",
  example: "%cd data\n%ls",
  complete: completeFolder,
  run: async ({ line }, { moveTo }) => {
    const asked = line.trim() || "~";
    const path = asked === "-" ? (before ?? process.cwd()) : pathIn(asked);
    if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
      throw new Error(
        `Cannot go to ${asked}: expected a folder, got nothing of that kind at ${path}`,
      );
    }
    before = process.cwd();
    await moveTo(path);
    process.stdout.write(`${process.cwd()}\n`);
  },
};

let before: string | undefined;
