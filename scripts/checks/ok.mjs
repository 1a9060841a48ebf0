import { join } from "node:path";
import { buildAll } from "../setup/build.mjs";
import { show } from "../setup/command.mjs";
import { endOnSignals } from "../setup/ending.mjs";
import { installNodePackages } from "../setup/node-packages.mjs";
import { root } from "../setup/paths.mjs";
import { Problem, reportProblems } from "../setup/problem.mjs";
import { jest } from "./jest.mjs";

/** The tests that start no kernel, no notebook and no browser. */
const QUICK = ["packages/", "extensions/", "kernel/test/rewrite", "kernel/test/types"];

/** `npm run ok`: types, lint, format, import direction and cycles, and the quick tests. */
export function ok() {
  endOnSignals();
  const start = Date.now();
  return reportProblems(async () => {
    await installNodePackages();
    await buildAll();
    await tool("types of the tests", "typescript/bin/tsc", ["-p", "tsconfig.test.json"]);
    await tool("lint, format, imports", "@biomejs/biome/bin/biome", ["check", "."]);
    const { code, summary } = await jest([{ args: ["--runInBand", ...QUICK] }], process.env);
    console.log(`${summary}; ${((Date.now() - start) / 1000).toFixed(0)} s in all`);
    return code;
  });
}

async function tool(what, program, args) {
  console.log(`  Checking: ${what}`);
  const code = await show(process.execPath, [join(root, "node_modules", program), ...args]);
  if (code !== 0) throw new Problem(`Not ok: ${what}. See above.`);
}
