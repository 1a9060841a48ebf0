import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { onEnd } from "../scripts/setup/ending.mjs";
import { root } from "../scripts/setup/paths.mjs";
import { lastError } from "./reason.mjs";

/**
 * Runs a program that reports in lines of JSON on its standard output, and calls `onReport` with
 * each of them; other lines are left out. Resolves when it has ended; rejects with what its
 * error output says when it failed.
 */
export function reports(program, args, { onReport, env = process.env, cwd = root }) {
  const child = spawn(program, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  const ended = new Promise((resolve) => child.on("close", resolve).on("error", resolve));
  const forget = onEnd(() => {
    child.kill();
    return ended;
  });
  const errors = [];
  child.stderr.on("data", (chunk) => errors.push(chunk));
  createInterface({ input: child.stdout }).on("line", (line) => {
    if (line.startsWith("{")) onReport(JSON.parse(line));
  });
  return ended.then((code) => {
    forget();
    if (code === 0) return;
    throw new Error(lastError(Buffer.concat(errors).toString()), { cause: code });
  });
}

/** The last report of a program; a failure becomes the report `{ problem }`. */
export async function lastReport(program, args, options = {}) {
  let last = { problem: `${program} reported nothing` };
  const onReport = (report) => {
    last = report;
  };
  try {
    await reports(program, args, { ...options, onReport });
    return last;
  } catch (error) {
    return { problem: error.message };
  }
}
