import { spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { onEnd } from "../setup/ending.mjs";
import { lastLines } from "../setup/network.mjs";
import { lab, logs, python, root } from "../setup/paths.mjs";
import { privateEnvironment } from "../setup/private-environment.mjs";
import { Problem } from "../setup/problem.mjs";
import { descendants, killAll } from "./process-tree.mjs";
import { runningServer } from "./running-server.mjs";

const PATIENCE = 15_000;

/** Starts JupyterLab on notebooks/; resolves to its description and a promise of its end. */
export async function startServer({ port, rest }) {
  if (port !== undefined) await checkPort(port);
  mkdirSync(logs, { recursive: true });
  const logFile = join(logs, "jupyterlab.log");
  const log = openSync(logFile, "w");
  const child = spawn(python, serverArguments({ port, rest }), {
    cwd: root,
    env: privateEnvironment(),
    stdio: ["ignore", log, log],
    // Out of the terminal's reach: Ctrl-C comes to this process alone, which ends the server.
    detached: true,
  });
  closeSync(log);
  const ended = new Promise((resolve) => child.once("exit", resolve));
  endWithThis(child, ended);
  const server = await Promise.race([ready(), ended]);
  if (server?.url) return { server, ended, logFile };
  throw new Problem(
    `Cannot start JupyterLab: it ended with\n\n${lastLines(readFileSync(logFile, "utf8"))}\n\n` +
      "check the options given after `npm start --`.",
  );
}

function serverArguments({ port, rest }) {
  const own = [
    `--ServerApp.root_dir=${join(root, "notebooks")}`,
    `--LabApp.user_settings_dir=${join(lab, "settings")}`,
    `--LabApp.workspaces_dir=${join(lab, "workspaces")}`,
    ...(process.getuid?.() === 0 ? ["--allow-root"] : []),
    ...(port === undefined ? [] : [`--ServerApp.port=${port}`, "--ServerApp.port_retries=0"]),
  ];
  // JupyterLab does not take an option twice: the person's own has precedence.
  const given = new Set(rest.map(nameOf));
  return ["-m", "jupyterlab", "--no-browser", ...own.filter((o) => !given.has(nameOf(o))), ...rest];
}

function nameOf(option) {
  return option.split("=")[0];
}

async function ready() {
  for (;;) {
    const server = await runningServer();
    if (server) return server;
    await delay(100);
  }
}

/** Has JupyterLab end its kernels and itself when this process does, and ends what is left. */
function endWithThis(child, ended) {
  const killTree = () => killAll([child.pid, ...descendants(child.pid)]);
  // For when this process fails, or does not wait for a slow end any longer.
  process.once("exit", killTree);
  ended.then(() => process.off("exit", killTree));
  onEnd(async () => {
    const tree = [child.pid, ...descendants(child.pid)];
    child.kill("SIGTERM");
    await Promise.race([ended, delay(PATIENCE, undefined, { ref: false })]);
    for (let tries = 0; killAll(tree) && tries < 100; tries++) await delay(20);
  });
}

function checkPort(port) {
  const problem = (why, cure) =>
    new Problem(`Cannot start JupyterLab on port ${port}: ${why}; ${cure}.`);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw problem("expected a number up to 65535", "give one, as in `npm start -- --port 9999`");
  }
  return new Promise((resolve, reject) => {
    const socket = createServer();
    const other = `choose another one, as in \`npm start -- --port ${port + 1}\``;
    socket.once("error", ({ code }) => {
      const why = code === "EADDRINUSE" ? "another program uses it" : `the system says ${code}`;
      reject(problem(why, other));
    });
    socket.listen(port, "127.0.0.1", () => socket.close(resolve));
  });
}
