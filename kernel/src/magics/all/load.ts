import { readFileSync } from "node:fs";
import type { Magic } from "../magic.js";
import { completePath, pathIn } from "../paths.js";

export const load: Magic = {
  name: "load",
  usage: ["%load path"],
  summary: "Puts the text of a file into the cell.",
  details: "The magic itself stays as a comment in the first line.",
  example: "%load model.ts",
  complete: completePath,
  run: ({ line }, { setInput }) => setInput(`// %load ${line.trim()}\n${readText(line)}`),
};

function readText(line: string): string {
  if (line.trim() === "") {
    throw new Error("Cannot load a file: expected a path, got nothing; write %load path");
  }
  const path = pathIn(line);
  try {
    return readFileSync(path, "utf8").replace(/\r?\n$/, "");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Error(`Cannot load ${line.trim()}: expected a text file, got ${code} at ${path}`);
  }
}
