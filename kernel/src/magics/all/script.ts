import type { Magic } from "../magic.js";
import { runScript } from "../run-script.js";

export const script: Magic = {
  name: "script",
  usage: ["%%script program [arguments]"],
  summary: "Runs the cell with a program, which reads it from stdin.",
  details: "The cell fails when the program does not end with exit code 0.",
  example: "%%script python3\nprint(2 ** 100)",
  run: ({ line, body }) => {
    if (line.trim() !== "") return runScript(line, body);
    throw new Error("Cannot run %%script: expected a program, got nothing; write %%script python3");
  },
};
