import { spawn, spawnSync } from "node:child_process";
import { appendFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { onEnd } from "./ending.mjs";
import { logs, root } from "./paths.mjs";

/**
 * Runs a program in the clone, quietly: its output goes to the log of that name.
 * Resolves to `{ code, output }`; a program that does not exist has the code 127.
 */
export function run(program, args, { log, env = process.env, cwd = root }) {
  mkdirSync(logs, { recursive: true });
  const file = join(logs, `${log}.log`);
  appendFileSync(file, `\n> ${program} ${args.join(" ")}\n`);
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    const forget = onEnd(() => child.kill());
    const output = [];
    const keep = (chunk) => {
      output.push(chunk);
      appendFileSync(file, chunk);
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    const finish = (code) => {
      forget();
      resolve({ code, output: Buffer.concat(output).toString() });
    };
    child.on("error", () => finish(127));
    child.on("close", (code) => finish(code ?? 1));
  });
}

/** Runs a program with its output on this terminal, until `signal` ends it; resolves to its exit code. */
export function show(program, args, { env = process.env, cwd = root, signal } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd, env, signal, stdio: "inherit" });
    const forget = onEnd(() => child.kill());
    const finish = (code) => {
      forget();
      resolve(code);
    };
    child.on("error", () => finish(127));
    child.on("close", (code) => finish(code ?? 1));
  });
}

/** What a short command prints, or undefined when it fails or does not exist. */
export function ask(program, args, { env = process.env } = {}) {
  const { status, stdout } = spawnSync(program, args, { encoding: "utf8", env, timeout: 30_000 });
  return status === 0 ? stdout.trim() : undefined;
}
