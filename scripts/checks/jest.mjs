import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { show } from "../setup/command.mjs";
import { onEnd } from "../setup/ending.mjs";
import { lab, root } from "../setup/paths.mjs";

const report = join(lab, "jest.json");

/** Milliseconds in which Jest ends after its report, unless a test has left something open. */
const patience = 60_000;

/**
 * Runs Jest, with its progress on this terminal, once for each of `runs`, which are arguments and
 * more of the environment; resolves to `{ code, summary }` of all of them. Temporary files of the
 * tests are gone at the end.
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
  const results = [];
  for (const { args, env: more } of runs) {
    rmSync(report, { force: true });
    const code = await runOnce(args, { ...env, ...more });
    results.push({ code, ...readReport() });
  }
  return { code: Math.max(...results.map(({ code }) => code)), summary: summarize(results) };
}

async function runOnce(args, env) {
  const program = join(root, "node_modules/jest/bin/jest.js");
  const reporting = ["--json", `--outputFile=${report}`];
  const stuck = new AbortController();
  const watch = setInterval(() => {
    const { mtimeMs = Number.POSITIVE_INFINITY } =
      statSync(report, { throwIfNoEntry: false }) ?? {};
    if (Date.now() - mtimeMs < patience) return;
    console.error("Jest has reported but does not end: a test left something open. It is ended.");
    stuck.abort();
  }, 1000);
  const all = [program, ...reporting, ...args];
  const code = await show(process.execPath, all, { env, signal: stuck.signal });
  clearInterval(watch);
  return code;
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
