import { existsSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../scripts/setup/paths.mjs";
import { privateEnvironment } from "../../scripts/setup/private-environment.mjs";
import { Problem } from "../../scripts/setup/problem.mjs";
import { step } from "../../scripts/setup/step.mjs";
import { lastReport } from "../child.mjs";
import { benchLab, here } from "../paths.mjs";
import { benchEpoch } from "./bench-epoch.mjs";
import { benchSteps } from "./bench-steps.mjs";
import { contenders } from "./contenders.mjs";

const pictures = join(benchLab, "fashion-mnist");

/**
 * Trains with the named contenders: steps of each named workload, then an epoch. Resolves to
 * `{ steps, epoch, data, versions, rounds }`. A contender that cannot be installed has the
 * `problem` that kept it from running.
 */
export async function benchTraining({ rounds, workloads, peers }) {
  const env = environment();
  const about = await step("Reading Fashion-MNIST", () =>
    lastReport(process.execPath, [join(here, "training/epoch/export-data.mjs"), pictures], { env }),
  );
  if (about.problem) throw new Problem(`Cannot read Fashion-MNIST: ${about.problem}`);
  const versions = { Node: process.versions.node };
  const found = [];
  for (const id of peers ?? Object.keys(contenders)) {
    found.push(await prepared(contenders[id], versions));
  }
  const steps = await benchSteps(found, { workloads, rounds, env, pictures, versions });
  const epoch = workloads.includes("epoch") ? await benchEpoch(found, { env, pictures }) : [];
  return { steps, epoch, data: about, versions, rounds };
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

/**
 * The data sets' mirror that this project's own checks use, when it stands beside the clone; what
 * torch.compile has compiled is kept inside the clone.
 */
function environment() {
  const mirror = join(root, "../shared/data");
  return {
    ...(existsSync(mirror) && { ROSENBLATT_MIRROR: mirror }),
    ...privateEnvironment(),
    TORCHINDUCTOR_CACHE_DIR: join(benchLab, "torch-compiled"),
  };
}
