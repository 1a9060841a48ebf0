import { spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { descendants, killAll } from "../../scripts/lab/process-tree.mjs";
import { onEnd } from "../../scripts/setup/ending.mjs";
import { lab, logs, python, root } from "../../scripts/setup/paths.mjs";
import { privateEnvironment } from "../../scripts/setup/private-environment.mjs";
import { benchLab } from "../paths.mjs";

/** The extensions of this repository, as JupyterLab names them. */
export const extensions = readdirSync(join(root, "share/jupyter/labextensions/@rosenblatt"))
  .map((name) => `@rosenblatt/${name}`)
  .sort();

/**
 * Serves `folder` with JupyterLab, with this repository's extensions or without; resolves to
 * `{ address, stop }` when it answers.
 */
export async function startLab(name, { port, folder, extended }) {
  const state = join(benchLab, "lab", name);
  rmSync(state, { recursive: true, force: true });
  mkdirSync(logs, { recursive: true });
  const log = openSync(join(logs, `bench-lab-${name}.log`), "w");
  const args = [
    ...["-m", "jupyterlab", "--no-browser", "--expose-app-in-browser", "--allow-root"],
    ...["--ServerApp.ip=127.0.0.1", `--ServerApp.port=${port}`, "--ServerApp.port_retries=0"],
    ...["--IdentityProvider.token=", `--ServerApp.root_dir=${folder}`],
    ...[`--LabApp.user_settings_dir=${state}/settings`, `--LabApp.workspaces_dir=${state}/spaces`],
  ];
  const env = { ...privateEnvironment(), JUPYTER_CONFIG_DIR: join(state, "config") };
  if (!extended) env.JUPYTER_PATH = join(lab, "share/jupyter");
  const child = spawn(python, args, { cwd: root, env, stdio: ["ignore", log, log] });
  closeSync(log);
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const stop = async () => {
    const tree = [child.pid, ...descendants(child.pid)];
    child.kill("SIGTERM");
    await Promise.race([ended, delay(10_000)]);
    killAll(tree);
    forget();
  };
  const forget = onEnd(stop);
  const address = `http://127.0.0.1:${port}/lab`;
  const dead = ended.then(() => Promise.reject(new Error(`JupyterLab ended; see ${logs}`)));
  await Promise.race([answer(address), dead]);
  return { address, stop };
}

async function answer(address) {
  for (;;) {
    const reply = await fetch(address).catch(() => undefined);
    if (reply?.ok) return;
    await delay(100);
  }
}
