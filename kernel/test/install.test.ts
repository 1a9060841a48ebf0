import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { isAbsolute, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { installKernel, kernelsFolder, uninstallKernel } from "../src/index";
import { activePrefix } from "../src/install/locations";

const command = join(__dirname, "..", "bin", "rosenblatt-kernel.js");
let prefix: string;

beforeEach(() => {
  prefix = mkdtempSync(join(tmpdir(), "prefix-"));
});
afterEach(() => rmSync(prefix, { recursive: true }));

describe("install", () => {
  test("writes a spec with absolute paths, message interrupts and a logo", () => {
    const folder = installKernel({ target: { prefix } });
    expect(folder).toBe(join(prefix, "share", "jupyter", "kernels", "rosenblatt"));
    const spec = JSON.parse(readFileSync(join(folder, "kernel.json"), "utf8"));
    expect(spec).toMatchObject({ language: "typescript", interrupt_mode: "message", metadata: {} });
    const files = spec.argv.filter((part: string) => !part.startsWith("-"));
    expect(files.slice(0, 2).every((file: string) => isAbsolute(file) && existsSync(file))).toBe(
      true,
    );
    expect(readdirSync(folder).sort()).toEqual(["kernel.json", "logo-64x64.png", "logo-svg.svg"]);
  });

  test("has a second spec for JavaScript", () => {
    const folder = installKernel({ target: { prefix }, language: "javascript" });
    expect(folder).toBe(join(prefix, "share", "jupyter", "kernels", "rosenblatt-javascript"));
    const spec = JSON.parse(readFileSync(join(folder, "kernel.json"), "utf8"));
    expect(spec).toMatchObject({
      display_name: "JavaScript (Rosenblatt)",
      language: "javascript",
      interrupt_mode: "message",
    });
  });

  test("twice leaves one spec and nothing else", () => {
    installKernel({ target: { prefix } });
    installKernel({ target: { prefix } });
    expect(readdirSync(kernelsFolder({ prefix }))).toEqual(["rosenblatt"]);
  });

  test("honours JUPYTER_DATA_DIR, another name, and says what it did", () => {
    const env = { ...process.env, JUPYTER_DATA_DIR: prefix };
    const run = (...args: string[]) =>
      execFileSync(process.execPath, [command, ...args], { env }).toString();
    const folder = join(prefix, "kernels", "mine");
    const done = (verb: string) => `${verb} ${folder}\n${verb} ${folder}-javascript\n`;
    expect(run("install", "--user", "--name", "mine")).toBe(done("Installed"));
    expect(existsSync(join(folder, "kernel.json"))).toBe(true);
    expect(run("uninstall", "--name", "mine")).toBe(done("Removed"));
    expect(readdirSync(join(prefix, "kernels"))).toEqual([]);
  });

  test("uses the active environment, or says that there is none", () => {
    expect(activePrefix({ VIRTUAL_ENV: "/v" })).toBe("/v");
    expect(activePrefix({ CONDA_PREFIX: "/c" })).toBe("/c");
    expect(() => activePrefix({})).toThrow(/--prefix/);
  });

  test("refuses a bad name, a folder that cannot be, and an uninstall of nothing", () => {
    expect(() => installKernel({ name: "../up", target: { prefix } })).toThrow(/Cannot name/);
    const file = join(prefix, "file");
    writeFileSync(file, "");
    expect(() => installKernel({ target: { prefix: file } })).toThrow(/Cannot install.*ENOTDIR/);
    expect(() => uninstallKernel({ target: { prefix } })).toThrow(/Cannot uninstall/);
  });
});

describe("command line", () => {
  test("--help explains every option", () => {
    const help = execFileSync(process.execPath, [command, "--help"]).toString();
    for (const option of ["--user", "--sys-prefix", "--prefix", "--name", "uninstall"]) {
      expect(help).toContain(option);
    }
  });

  test("a wrong command fails with one sentence", () => {
    expect(() => execFileSync(process.execPath, [command, "fly"], { stdio: "pipe" })).toThrow(
      /Cannot run "fly"/,
    );
  });
});
