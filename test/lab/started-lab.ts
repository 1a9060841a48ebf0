import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { join, resolve } from "node:path";

/** The clone. */
export const root = resolve(__dirname, "../..");

/** A `npm start` that runs, with its own state, so that it never meets a person's own. */
export interface StartedLab {
  readonly address: URL;
  readonly process: ChildProcess;
  /** Everything it wrote on the terminal so far. */
  output(): string;
  /** Ends it as Ctrl-C does; resolves to its exit code. */
  stop(): Promise<number | null>;
}

/**
 * An environment for `npm start` with an own state folder but, unless `venv` is false, the clone's
 * Python environment.
 */
export function ownState({ venv = true } = {}): { env: NodeJS.ProcessEnv; remove: () => void } {
  const lab = join(root, ".lab");
  mkdirSync(join(lab, "test"), { recursive: true });
  const own = mkdtempSync(join(lab, "test/state-"));
  if (venv) symlinkSync(join(lab, "venv"), join(own, "venv"));
  const { JUPYTER_PATH: _, ...env } = process.env;
  return {
    env: { ...env, ROSENBLATT_LAB: own },
    remove: () => rmSync(own, { recursive: true, force: true }),
  };
}

/** A port that nobody uses at the moment. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

/** Runs scripts/start.mjs to its end: what it printed and its exit code. */
export async function runStart(args: string[], env: NodeJS.ProcessEnv, node: string[] = []) {
  const started = spawnStart(args, env, node);
  const [code] = (await once(started.process, "exit")) as [number | null];
  return { code, output: started.output() };
}

/** Starts JupyterLab through scripts/start.mjs; resolves once its address is printed. */
export async function startLab(args: string[], env: NodeJS.ProcessEnv): Promise<StartedLab> {
  const { process: child, output } = spawnStart(["--no-browser", ...args], env);
  const ended = once(child, "exit");
  const address = await Promise.race([
    printedAddress(child, output),
    ended.then(() => Promise.reject(new Error(`npm start ended:\n${output()}`))),
  ]);
  const stop = async () => {
    child.kill("SIGINT");
    const [code] = (await ended) as [number | null];
    return code;
  };
  return { address, process: child, output, stop };
}

function spawnStart(args: string[], env: NodeJS.ProcessEnv, node: string[] = []) {
  const script = join(root, "scripts/start.mjs");
  const child = spawn(process.execPath, [...node, script, ...args], { cwd: root, env });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk) => {
      text += chunk;
    });
  }
  return { process: child, output: () => text };
}

function printedAddress(child: ChildProcess, output: () => string): Promise<URL> {
  return new Promise((resolve) => {
    child.stdout?.on("data", () => {
      const found = /^ {2}(http:\S+)$/m.exec(output());
      if (found) resolve(new URL(found[1]!));
    });
  });
}
