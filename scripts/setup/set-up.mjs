import { alone } from "./alone.mjs";
import { buildAll } from "./build.mjs";
import { installKernels } from "./kernels.mjs";
import { installNodePackages } from "./node-packages.mjs";
import { makePythonEnvironment } from "./python-environment.mjs";

/**
 * Installs, builds and registers what is missing, and does nothing that is done already. The first
 * that fails ends the rest.
 * `tests` adds what only the tests need.
 */
export function setUp({ tests = false } = {}) {
  return alone(async () => {
    await Promise.all([installNodePackages().then(buildAll), makePythonEnvironment({ tests })]);
    await installKernels({ tests });
  });
}
