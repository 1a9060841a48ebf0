import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { logs, root } from "../../scripts/setup/paths.mjs";
import { privateEnvironment } from "../../scripts/setup/private-environment.mjs";
import { Problem } from "../../scripts/setup/problem.mjs";
import { reports } from "../child.mjs";
import { benchLab, benchPython, here } from "../paths.mjs";
import { installPython } from "../python-environment.mjs";
import markdown from "../report/markdown.js";
import statistics from "../report/statistics.js";
import { kernels, specFolders } from "./peers.mjs";

/**
 * Measures all kernels in turns; resolves to `{ kernels, versions, rounds }`, where each kernel has
 * its `runs` or the `problem` that kept it from running.
 */
export async function benchKernels({ rounds }) {
  await installPython("requirements.txt");
  const versions = { Node: process.versions.node };
  const found = [];
  for (const { title, name, language, prepare } of kernels) {
    const kernel = { title, name, language, runs: [] };
    try {
      versions[title] = await prepare();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      kernel.problem = error.message;
    }
    found.push(kernel);
  }
  await measure(found, rounds);
  return { kernels: found, versions, rounds };
}

async function measure(found, rounds) {
  mkdirSync(logs, { recursive: true });
  const plan = {
    kernels: found.filter(({ problem }) => !problem),
    folders: specFolders,
    cwd: join(root, "notebooks"),
    log: join(logs, "bench-kernels.log"),
    rounds,
  };
  const onReport = (run) => {
    found.find(({ name }) => name === run.kernel).runs.push(run);
    console.log(`  round ${run.round} of ${rounds}: ${run.kernel} ${outcome(run)}`);
  };
  const temporary = join(benchLab, "tmp");
  rmSync(temporary, { recursive: true, force: true });
  mkdirSync(temporary, { recursive: true });
  const env = {
    ...privateEnvironment(),
    TMPDIR: temporary,
    DENO_DIR: join(benchLab, "deno"),
    DENO_NO_UPDATE_CHECK: "1",
  };
  await reports(benchPython, [join(here, "kernels/kernels.py"), JSON.stringify(plan)], {
    onReport,
    env,
  });
}

function outcome({ problem, ready, cells }) {
  if (problem) return `fails: ${problem}`;
  const [start, cell] = [ready, statistics.median(cells.filter((took) => took !== null))].map(
    markdown.quantity,
  );
  return `ready in ${start} ms, small cells ${cell} ms`;
}
