import { availableParallelism } from "node:os";
import { lastReport } from "../child.mjs";
import markdown from "../report/markdown.js";

const SEED = 1;

/**
 * Trains LeNet for one epoch with each contender, on all threads or the only one that it has, in a
 * fresh process; resolves to the contenders as `{ title, threads, base, problem?, runs }`.
 * Adds the versions that they report.
 */
export async function benchEpoch(found, { env, pictures, versions }) {
  const results = [];
  for (const contender of found.filter(({ epoch }) => epoch)) {
    const { title, problem, folder, threads = availableParallelism() } = contender;
    const result = { title, threads, problem, base: title === "PyTorch", runs: [] };
    results.push(result);
    if (problem) continue;
    const [program, args] = contender.epoch({ data: pictures, seed: SEED, threads, folder });
    const run = await lastReport(program, args, { env });
    result.runs.push(run);
    Object.assign(versions, run.versions);
    const outcome = run.problem ? `fails: ${run.problem}` : `${markdown.quantity(run.seconds)} s`;
    console.log(
      `  An epoch of LeNet: ${title} ${outcome}${run.extrapolated ? " (extrapolated)" : ""}`,
    );
  }
  return results;
}
