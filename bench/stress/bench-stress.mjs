import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { logs } from "../../scripts/setup/paths.mjs";
import { privateEnvironment } from "../../scripts/setup/private-environment.mjs";
import { reports } from "../child.mjs";
import { kernels, specFolders } from "../kernels/peers.mjs";
import { benchLab, benchPython, here } from "../paths.mjs";
import { installPython } from "../python-environment.mjs";

const PLAN = { cells: 10_000, interrupts: 100, restarts: 50 };

/** Runs the stress test once a round, each with a seed of its own; resolves to `{ runs, versions }`. */
export async function benchStress({ rounds }) {
  await installPython("requirements.txt");
  const [ours] = kernels;
  const versions = { Node: process.versions.node, [ours.title]: await ours.prepare() };
  const cwd = join(benchLab, "stress");
  for (const folder of [cwd, logs]) mkdirSync(folder, { recursive: true });
  const runs = [];
  for (let seed = 1; seed <= rounds; seed++) {
    const log = join(logs, "bench-stress.log");
    const plan = { ...PLAN, kernel: ours.name, seed, cwd, log, folders: specFolders };
    const onReport = (report) => {
      if (report.latencies) runs.push(report);
      else console.log(`  seed ${seed}: ${report.done} cells, ${report.missing} lost`);
    };
    const env = privateEnvironment();
    const program = join(here, "stress/stress.py");
    await reports(benchPython, [program, JSON.stringify(plan)], { onReport, env });
  }
  return { runs, versions };
}
