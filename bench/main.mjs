import { alone } from "../scripts/setup/alone.mjs";
import { buildAll } from "../scripts/setup/build.mjs";
import { endOnSignals } from "../scripts/setup/ending.mjs";
import { installNodePackages } from "../scripts/setup/node-packages.mjs";
import { reportProblems } from "../scripts/setup/problem.mjs";
import { readOptions } from "./options.mjs";

/** Sets up what is missing, then runs the benchmarks. */
export function main(args) {
  endOnSignals();
  return reportProblems(async () => {
    readOptions(args);
    await alone(async () => {
      await installNodePackages();
      await buildAll();
    });
    // Its modules read installed packages when they load.
    const { bench } = await import("./bench.mjs");
    await bench(args);
  });
}
