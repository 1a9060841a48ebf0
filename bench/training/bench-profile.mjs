import { join } from "node:path";
import { Problem } from "../../scripts/setup/problem.mjs";
import { lastReport } from "../child.mjs";
import { here } from "../paths.mjs";
import { writeBatches } from "./batches.mjs";
import { WORKLOADS } from "./bench-steps.mjs";
import { THREADS } from "./contenders.mjs";
import { batchFolder, readPictures } from "./data.mjs";

/**
 * Where the time of Rosenblatt's traced step of each named workload goes; resolves to
 * `{ profiles, versions }`, with `{ title, threads, calls }` for each number of threads.
 */
export async function benchProfile({ workloads }) {
  const { env, pictures } = await readPictures();
  const profiles = [];
  for (const name of workloads.filter((one) => one in WORKLOADS)) {
    writeBatches(batchFolder, { name, ...WORKLOADS[name] }, { pictures });
    for (const threads of THREADS) {
      const args = [join(here, "training/node/profile.mjs"), name, threads, batchFolder];
      const { calls, problem } = await lastReport(process.execPath, args, { env });
      if (problem) throw new Problem(`Cannot profile ${name}: ${problem}`);
      profiles.push({ title: WORKLOADS[name].title, threads, calls });
    }
  }
  return { profiles, versions: { Node: process.versions.node } };
}
