import { existsSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../scripts/setup/paths.mjs";
import { privateEnvironment } from "../../scripts/setup/private-environment.mjs";
import { Problem } from "../../scripts/setup/problem.mjs";
import { step } from "../../scripts/setup/step.mjs";
import { lastReport } from "../child.mjs";
import { benchLab, here } from "../paths.mjs";
import markdown from "../report/markdown.js";
import { contenders } from "./contenders.mjs";

const data = join(benchLab, "fashion-mnist");

/**
 * Trains with all contenders in turns; resolves to `{ contenders, data, versions, rounds }`, where
 * each contender has its `runs` or the `problem` that kept it from running.
 */
export async function benchTraining({ rounds }) {
  const env = environment();
  const about = await step("Reading Fashion-MNIST", () =>
    lastReport(process.execPath, [join(here, "training/export-data.mjs"), data], { env }),
  );
  if (about.problem) throw new Problem(`Cannot read Fashion-MNIST: ${about.problem}`);
  const versions = { Node: process.versions.node };
  const found = [];
  for (const contender of contenders) found.push(await prepared(contender, versions));
  for (let round = 1; round <= rounds; round++) {
    for (const contender of found) await train(contender, { env, round, rounds });
  }
  const plain = found.map(({ command, prepare, ...rest }) => rest);
  return { contenders: plain, data: about, versions, rounds };
}

async function prepared(contender, versions) {
  try {
    const { folder, versions: own } = await contender.prepare();
    Object.assign(versions, own);
    return { ...contender, folder, runs: [] };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { ...contender, problem: error.message, runs: [] };
  }
}

/** A contender that has failed once would fail again. */
async function train(contender, { env, round, rounds }) {
  const { title, problem, runs, folder } = contender;
  if (problem || runs.some((run) => run.problem)) return;
  const [program, args] = contender.command({ data, seed: round, folder });
  const run = await lastReport(program, args, { env });
  runs.push(run);
  const outcome = run.problem ? `fails: ${run.problem}` : `${markdown.quantity(run.seconds)} s`;
  const mark = run.extrapolated ? " (extrapolated)" : "";
  console.log(`  round ${round} of ${rounds}: ${title} ${outcome}${mark}`);
}

/** The data sets' mirror that this project's own checks use, when it stands beside the clone. */
function environment() {
  const mirror = join(root, "../shared/data");
  const env = privateEnvironment();
  return { ...(existsSync(mirror) && { ROSENBLATT_MIRROR: mirror }), ...env };
}
