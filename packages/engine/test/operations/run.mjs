// Runs TensorFlow.js's own tests of operations on the WebAssembly backend:
//   node run.mjs ours|stock [pattern of files]
// and writes what became of the specs as JSON.
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import seedrandom from "seedrandom";
import { bundle } from "./bundle.mjs";

const require = createRequire(import.meta.url);
const [backend, pattern = ""] = process.argv.slice(2);

const jasmineRequire = require("jasmine-core/lib/jasmine-core/jasmine.js");
const jasmine = jasmineRequire.core(jasmineRequire);
const runner = jasmine.getEnv({ suppressLoadErrors: true });
Object.assign(globalThis, jasmineRequire.interface(jasmine, runner), { jasmine });
// The tests of random numbers are the same in every run.
Math.random = seedrandom.alea("operations");

const { tests, ready } = await load();
await ready();
// What operations say goes the way of errors: the result alone is written to the output.
for (const method of ["log", "info", "warn"]) console[method] = () => {};

for (const [file, define] of Object.entries(tests)) {
  if (!new RegExp(pattern).test(file)) continue;
  describe(file, () => {
    // Some files have nothing to test in Node, and a group of no specs is an error.
    it("loads", () => expect().nothing());
    define();
  });
}

const result = { passed: 0, pending: 0, failed: [] };
runner.addReporter({
  specDone({ status, fullName, failedExpectations }) {
    if (status === "failed")
      result.failed.push({ spec: fullName, why: failedExpectations[0].message });
    else if (status === "passed") result.passed++;
    else result.pending++;
  },
  suiteDone({ fullName, failedExpectations: [failed] }) {
    if (failed) result.failed.push({ spec: fullName, why: failed.message });
  },
});
runner.configure({ random: false });
await runner.execute();
process.stdout.write(`${JSON.stringify(result)}\n`, () => process.exit());

/** The script lies among the packages, so that it finds those that are not part of it. */
async function load() {
  const packages = join(dirname(require.resolve("jasmine-core/package.json")), "..");
  const cache = join(packages, ".cache");
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, "operations-"));
  try {
    await bundle(backend, join(folder, "operations.cjs"));
    return require(join(folder, "operations.cjs"));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
