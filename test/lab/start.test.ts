import { once } from "node:events";
import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { processesBelow } from "./processes-below.js";
import { freePort, ownState, root, runStart, type StartedLab, startLab } from "./started-lab.js";

let env: NodeJS.ProcessEnv;
let remove: () => void;
let lab: StartedLab | undefined;

beforeEach(() => {
  ({ env, remove } = ownState());
});
afterEach(async () => {
  await lab?.stop();
  lab = undefined;
  remove();
});

describe("npm start says what is missing and how to cure it, and fails", () => {
  test("too old a Node", async () => {
    const fake = join(root, "test/lab/old-node.cjs");
    const { code, output } = await runStart([], env, ["--require", fake]);
    expect(code).toBe(1);
    expect(output).toMatch(/expected Node 20\.19 or newer, got 18\.20\.8; install .*nodejs\.org/);
  });

  test("a taken port", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port } = other.address() as AddressInfo;
    const { code, output } = await runStart(["--no-browser", "--port", String(port)], env);
    other.close();
    expect(code).toBe(1);
    expect(output).toContain(`Cannot start JupyterLab on port ${port}: another program uses it;`);
    expect(output).toContain(`npm start -- --port ${port + 1}`);
  });

  test("no Python", async () => {
    const bare = mkdtempSync(join(tmpdir(), "rosenblatt-path-"));
    rmSync(join(String(env.ROSENBLATT_LAB), "venv"));
    const { ROSENBLATT_PYTHON: _, ...rest } = env;
    const { code, output } = await runStart([], { ...rest, PATH: bare });
    rmSync(bare, { recursive: true });
    expect(code).toBe(1);
    expect(output).toMatch(
      /expected Python 3\.10 or newer, got none on PATH; install one .*python/,
    );
  });

  test("Python's venv module", async () => {
    const bare = mkdtempSync(join(tmpdir(), "rosenblatt-path-"));
    const python = join(root, ".lab/venv/bin/python");
    symlinkSync(join(root, "test/lab/python-without-venv.sh"), join(bare, "python3"));
    rmSync(join(String(env.ROSENBLATT_LAB), "venv"));
    const { ROSENBLATT_PYTHON: _, ...rest } = env;
    const path = `${bare}:/bin`;
    const { code, output } = await runStart([], { ...rest, PATH: path, REAL_PYTHON: python });
    rmSync(bare, { recursive: true });
    expect(code).toBe(1);
    expect(output).toMatch(
      /has neither its venv module nor virtualenv; .*apt install python3-venv/,
    );
  });
});

describe("npm start", () => {
  test("serves the kernel and the extension, once, and leaves no process behind", async () => {
    const port = await freePort();
    lab = await startLab(["--port", String(port)], env);
    expect(Number(lab.address.port)).toBe(port);

    const { kernelspecs } = await get(lab.address, "api/kernelspecs");
    const names = Object.keys(kernelspecs as object);
    expect(names).toEqual(expect.arrayContaining(["rosenblatt", "rosenblatt-javascript"]));
    const page = await (await fetch(lab.address)).text();
    expect(page).toContain("@rosenblatt/jupyterlab-plotly");
    await post(lab.address, "api/kernels", { name: "rosenblatt" });

    const second = await runStart(["--no-browser"], env);
    expect(second.code).toBe(0);
    expect(second.output).toContain(lab.address.href);

    const processes = processesBelow(lab.process.pid!).map(({ pid }) => pid);
    expect(processes.length).toBeGreaterThan(1);
    expect(await lab.stop()).toBe(0);
    expect(processes.filter(isAlive)).toEqual([]);
  });
});

async function get(address: URL, path: string): Promise<Record<string, unknown>> {
  return request(address, path, {});
}

async function post(address: URL, path: string, body: object): Promise<Record<string, unknown>> {
  return request(address, path, { method: "POST", body: JSON.stringify(body) });
}

async function request(address: URL, path: string, init: RequestInit) {
  const headers = { Authorization: `token ${address.searchParams.get("token")}` };
  const reply = await fetch(new URL(`/${path}`, address), { ...init, headers });
  expect(reply.ok).toBe(true);
  return (await reply.json()) as Record<string, unknown>;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
