import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { show } from "../setup/command.mjs";
import { onEnd } from "../setup/ending.mjs";
import { lab, root } from "../setup/paths.mjs";

const report = join(lab, "jest.json");

/**
 * Runs Jest, with its progress on this terminal, once for each list of arguments; resolves to
 * `{ code, summary }` of all of them. Temporary files of the tests are gone at the end.
 */
export async function jest(runs, env) {
  const temporary = mkdtempSync(join(tmpdir(), "rosenblatt-"));
  const remove = () => rmSync(temporary, { recursive: true, force: true, maxRetries: 10 });
  const forget = onEnd(remove);
  try {
    return await runAll(runs, { ...env, TMPDIR: temporary });
  } finally {
    forget();
    remove();
  }
}

async function runAll(runs, env) {
  mkdirSync(lab, { recursive: true });
  const program = join(root, "node_modules/jest/bin/jest.js");
  const reporting = ["--json", `--outputFile=${report}`];
  const results = [];
  for (const args of runs) {
    rmSync(report, { force: true });
    const code = await show(process.execPath, [program, ...reporting, ...args], { env });
    results.push({ code, ...readReport() });
  }
  return { code: Math.max(...results.map(({ code }) => code)), summary: summarize(results) };
}

/** `N passed, N failed, N skipped`; a file that could not run counts as one failure. */
function summarize(results) {
  const sum = (...names) =>
    results.reduce((total, result) => names.reduce((all, name) => all + result[name], total), 0);
  const failed = sum("numFailedTests", "numRuntimeErrorTestSuites");
  const skipped = sum("numPendingTests", "numTodoTests");
  const counts = [`${sum("numPassedTests")} passed`, `${failed} failed`];
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
