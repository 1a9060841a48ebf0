import { readFileSync } from "node:fs";
import markdown from "../report/markdown.js";
import { writeBatches } from "./batches.mjs";
import { THREADS } from "./contenders.mjs";
import { batchFolder as data } from "./data.mjs";
import { measureSteps } from "./measure-steps.mjs";

/** The workloads by name: `{ title, batch, input, target?, parameters }`. */
export const WORKLOADS = JSON.parse(
  readFileSync(new URL("./workloads.json", import.meta.url), "utf8"),
);

/**
 * Steps of the named workloads, on each number of threads; resolves to a list of
 * `{ name, title, batch, parameters, threads, contenders }`, whose contenders are
 * `{ title, peer?, limit?, problem?, runs }`. Adds the versions that the contenders report, and calls
 * `done` with the list after each workload.
 */
export async function benchSteps(found, { workloads, rounds, env, pictures, versions, done }) {
  const results = [];
  for (const name of workloads.filter((one) => one in WORKLOADS)) {
    const workload = { name, ...WORKLOADS[name] };
    writeBatches(data, workload, { pictures });
    const measured = found
      .filter(({ steps }) => steps)
      .map((contender) => ({ ...contender, runs: [] }));
    for (const threads of THREADS) await onThreads(threads, { workload, measured, rounds, env });
    for (const { versions: own } of measured.flatMap(({ runs }) => runs))
      Object.assign(versions, own);
    const shown = measured.map(({ title, peer, limit, problem, runs }) => ({
      ...{ title, peer, limit, problem, runs },
    }));
    results.push({ ...workload, threads: THREADS, contenders: shown });
    done(results);
  }
  return results;
}

async function onThreads(threads, { workload, measured, rounds, env }) {
  const able = measured.filter(
    ({ problem, threads: only = threads }) => !problem && only === threads,
  );
  const start = ({ steps, folder }) => {
    const [program, args] = steps({ workload: workload.name, threads, folder, data });
    return [program, args, { env }];
  };
  const runs = await measureSteps({ contenders: able, workload, threads, rounds, start });
  for (const [at, { runs: all }] of able.entries()) all.push(runs[at]);
  const told = able.map(({ title }, at) => `${title} ${outcome(runs[at])}`);
  console.log(`  ${workload.title}, threads: ${threads}, ms a step: ${told.join(", ")}`);
}

function outcome({ ms, problem }) {
  return problem ? "fails" : markdown.quantity(Math.min(...ms));
}
