import { endOnSignals } from "../setup/ending.mjs";
import { testKernels } from "../setup/kernels.mjs";
import { python } from "../setup/paths.mjs";
import { privateEnvironment } from "../setup/private-environment.mjs";
import { reportProblems } from "../setup/problem.mjs";
import { setUp } from "../setup/set-up.mjs";
import { chromium } from "./chromium.mjs";
import { jest } from "./jest.mjs";
import { mirror } from "./mirror.mjs";

/** `npm test`: the arguments go on to Jest. Its last line counts the tests. */
export function test(args) {
  endOnSignals();
  return reportProblems(async () => {
    await setUp({ tests: true });
    const { code, summary } = await jest(["--runInBand", ...args], testEnvironment());
    console.log(summary);
    return code;
  });
}

function testEnvironment() {
  return {
    ...mirror(),
    ...privateEnvironment({ kernels: [testKernels] }),
    ROSENBLATT_PYTHON: python,
    CHROMIUM: chromium() ?? "",
  };
}
