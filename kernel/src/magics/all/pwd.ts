import type { Magic } from "../magic.js";

export const pwd: Magic = {
  name: "pwd",
  usage: ["%pwd"],
  summary: "Prints the current folder.",
  example: "%pwd",
  run: () => void process.stdout.write(`${process.cwd()}\n`),
};
