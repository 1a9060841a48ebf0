import { Problem } from "../../scripts/setup/problem.mjs";
import { benchEpoch } from "./bench-epoch.mjs";
import { benchSteps } from "./bench-steps.mjs";
import { contenders } from "./contenders.mjs";
import { readPictures } from "./data.mjs";

/**
 * Trains with the named contenders: steps of each named workload, then an epoch. Resolves to
 * `{ steps, epoch, data, versions, rounds }`. A contender that cannot be installed has the
 * `problem` that kept it from running.
 */
export async function benchTraining({ rounds, workloads, peers, keep }) {
  const { about, pictures, env } = await readPictures();
  const versions = { Node: process.versions.node };
  const found = [];
  for (const id of peers ?? Object.keys(contenders)) {
    found.push(await prepared(contenders[id], versions));
  }
  const common = { data: about, versions, rounds };
  const done = (steps) => keep({ steps, epoch: [], ...common });
  const steps = await benchSteps(found, { workloads, rounds, env, pictures, versions, done });
  const epoch = workloads.includes("epoch")
    ? await benchEpoch(found, { env, pictures, versions })
    : [];
  return { steps, epoch, ...common };
}

async function prepared(contender, versions) {
  try {
    const { folder, versions: own } = await contender.prepare();
    Object.assign(versions, own);
    return { ...contender, folder };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { ...contender, problem: error.message };
  }
}
