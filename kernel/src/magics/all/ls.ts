import type { Magic } from "../magic.js";
import { completePath } from "../paths.js";
import { runProgram } from "../run-program.js";

export const ls: Magic = {
  name: "ls",
  usage: ["%ls [options] [path]"],
  summary: "Lists the current folder, or another.",
  example: "%ls -l data",
  complete: completePath,
  run: async ({ line }) => {
    const program = process.platform === "win32" ? "dir" : "ls -F";
    await runProgram(`${program} ${line}`, { shell: true });
  },
};
