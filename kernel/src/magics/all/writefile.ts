import { appendFileSync, existsSync, writeFileSync } from "node:fs";
import type { Magic } from "../magic.js";
import { completePath, pathIn } from "../paths.js";

export const writefile: Magic = {
  name: "writefile",
  usage: ["%%writefile [-a] path"],
  summary: "Writes the cell into a file, or with -a to its end.",
  example: "%%writefile greet.ts\nexport const greet = (name: string) => `Hello, ${name}`;",
  complete: completePath,
  run: ({ line, body }) => {
    const name = line.trim().replace(/^-a(ppend)?\s+/, "");
    if (name === "" || name === "-a") {
      throw new Error(
        "Cannot write the file: expected a path, got nothing; write %%writefile path",
      );
    }
    const isMore = name !== line.trim();
    const path = pathIn(name);
    const verb = isMore ? "Appended to" : existsSync(path) ? "Overwrote" : "Wrote";
    try {
      (isMore ? appendFileSync : writeFileSync)(path, body.endsWith("\n") ? body : `${body}\n`);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      throw new Error(`Cannot write ${name}: expected a place for a file, got ${code} at ${path}`);
    }
    process.stdout.write(`${verb} ${name}\n`);
  },
};
