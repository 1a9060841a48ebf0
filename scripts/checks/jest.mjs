import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { show } from "../setup/command.mjs";
import { lab, root } from "../setup/paths.mjs";

const report = join(lab, "jest.json");

/** Runs Jest, with its progress on this terminal; resolves to `{ code, summary }`. */
export async function jest(args, env) {
  mkdirSync(lab, { recursive: true });
  rmSync(report, { force: true });
  const program = join(root, "node_modules/jest/bin/jest.js");
  const reporting = ["--json", `--outputFile=${report}`];
  const code = await show(process.execPath, [program, ...reporting, ...args], { env });
  return { code, summary: summarize() };
}

/** `N passed, N failed, N skipped`; a file that could not run counts as one failure. */
function summarize() {
  const result = readReport();
  const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
  const skipped = result.numPendingTests + result.numTodoTests;
  const counts = [`${result.numPassedTests} passed`, `${failed} failed`];
  return [...counts, ...(skipped ? [`${skipped} skipped`] : [])].join(", ");
}

function readReport() {
  try {
    return JSON.parse(readFileSync(report, "utf8"));
  } catch {
    // Jest itself broke down before it could report.
    return {
      numPassedTests: 0,
      numFailedTests: 0,
      numRuntimeErrorTestSuites: 1,
      numPendingTests: 0,
      numTodoTests: 0,
    };
  }
}
