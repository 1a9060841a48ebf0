import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../scripts/setup/paths.mjs";
import { benchDetection } from "./detection/bench-detection.mjs";
import { benchKernels } from "./kernels/bench-kernels.mjs";
import { machine } from "./machine.mjs";
import { readOptions } from "./options.mjs";
import { here } from "./paths.mjs";
import markdown from "./report/markdown.js";
import {
  detectionSection,
  kernelSection,
  profileSection,
  stressSection,
  trainingSection,
  workbenchSection,
} from "./report/sections.mjs";
import { benchStress } from "./stress/bench-stress.mjs";
import { benchProfile } from "./training/bench-profile.mjs";
import { benchTraining } from "./training/bench-training.mjs";
import { benchWorkbench } from "./workbench/bench-workbench.mjs";

const SUITES = {
  kernel: { title: "Kernels", rounds: 5, measure: benchKernels, section: kernelSection },
  training: { title: "Training", rounds: 10, measure: benchTraining, section: trainingSection },
  detection: { title: "Detection", rounds: 3, measure: benchDetection, section: detectionSection },
  workbench: {
    title: "JupyterLab",
    rounds: 20,
    measure: benchWorkbench,
    section: workbenchSection,
  },
  profile: { title: "Profile", rounds: 1, measure: benchProfile, section: profileSection },
  stress: { title: "Stress", rounds: 1, measure: benchStress, section: stressSection },
};

/**
 * Runs the suites that the command line names and prints their tables; keeps them when nothing was
 * left out, but for profiles. A suite that takes long calls `keep` with the numbers that it has.
 */
export async function bench(args) {
  const { suites, rounds, whole, ...chosen } = readOptions(args);
  for (const name of suites) {
    const { title, rounds: usual, measure, section } = SUITES[name];
    console.log(`\n${title}`);
    const where = machine();
    const keep = (numbers) => {
      const all = { ...numbers, machine: where };
      const written = section(all);
      if (whole && name !== "profile") {
        keepNumbers(name, all);
        keepTable(written);
      }
      return written;
    };
    const result = await measure({ rounds: rounds ?? usual, keep, ...chosen });
    console.log(`\n${keep(result).text}`);
  }
  if (whole) console.log("\nTables: bench/results.md, numbers: output/bench.json");
}

function keepNumbers(name, result) {
  const file = join(root, "output/bench.json");
  const others = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
  mkdirSync(join(root, "output"), { recursive: true });
  writeFileSync(file, JSON.stringify({ ...others, [name]: result }, null, 2));
}

function keepTable(section) {
  const file = join(here, "results.md");
  const title =
    "# Side by side\n\nWritten by `npm run bench`; medians, from a machine that other programs may share.\n";
  const document = existsSync(file) ? readFileSync(file, "utf8") : title;
  writeFileSync(file, markdown.withSection(document, section));
}
