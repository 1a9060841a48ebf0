import { join } from "node:path";
import { endOnSignals } from "../setup/ending.mjs";
import { testKernels } from "../setup/kernels.mjs";
import { python, root } from "../setup/paths.mjs";
import { privateEnvironment } from "../setup/private-environment.mjs";
import { reportProblems } from "../setup/problem.mjs";
import { setUp } from "../setup/set-up.mjs";
import { chromium } from "./chromium.mjs";
import { jest } from "./jest.mjs";
import { mirror } from "./mirror.mjs";

/**
 * What needs no clock: the notebooks, which are a long row, and beside them what starts no kernel.
 * Widgets send what changes at most so often.
 */
const TIMELESS = [
  ...["test/notebooks/", "test/docs/", "test/examples/", "bench/"].map(inClone),
  `${inClone("packages/")}(?!widgets/)`,
];

/**
 * All tests in the least time: those two at a time, then each of the others alone. Two at a time
 * have one thread each to train with: the threads of one step wait for each other, and where
 * another program takes a core, notebooks took up to four times as long.
 */
const ALL = [
  {
    args: ["--maxWorkers=2", "--testPathPatterns", ...TIMELESS],
    env: { OMP_NUM_THREADS: "1" },
  },
  { args: ["--runInBand", "--testPathIgnorePatterns", "/node_modules/", ...TIMELESS] },
];

/** `npm test`: the arguments go on to Jest. Its last line counts the tests. */
export function test(args) {
  endOnSignals();
  return reportProblems(async () => {
    await setUp({ tests: true });
    const { code, summary } = await jest(
      args.length > 0 ? [{ args: ["--runInBand", ...args] }] : ALL,
      testEnvironment(),
    );
    console.log(summary);
    return code;
  });
}

/** The paths that begin so, as a regular expression. */
function inClone(path) {
  return `^${join(root, path).replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")}`;
}

function testEnvironment() {
  return {
    ...mirror(),
    ...privateEnvironment({ kernels: [testKernels] }),
    ROSENBLATT_PYTHON: python,
    CHROMIUM: chromium() ?? "",
  };
}
