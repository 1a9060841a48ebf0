import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { KernelClient } from "./kernel-client";
import { until } from "./until";

let kernel: KernelClient;
let clone: string;

beforeAll(async () => {
  clone = realpathSync(mkdtempSync(join(tmpdir(), "clone-")));
  mkdirSync(join(clone, "notebooks"));
  kernel = await KernelClient.start({ folder: join(clone, "notebooks") });
});
afterAll(() => kernel.stop());

test("%npm install installs beside the notebook, for the next cell, with types of its own or of @types", async () => {
  const missing = await kernel.run("import before from 'ms'");
  expect(missing.reply.status).toBe("error");
  const result = await kernel.run("%npm install ms escape-string-regexp");
  expect(result.reply.status).toBe("ok");
  expect(result.text()).toContain(`Installing into ${kernel.folder} (made a package.json)`);
  expect(result.text()).toMatch(/^added 2 packages/m);
  const states = result.of("update_display_data").map(({ data }) => data["text/plain"]);
  expect(states.join("\n")).toMatch(/: done after .* s, \d+ fetched/);
  const use = `import ms from 'ms'; import escape from 'escape-string-regexp';
    const hours: string = ms('2h'); () => escape(7); [ms('2h'), escape('a.b')]`;
  const used = await kernel.run(use, { allow_stdin: false });
  expect(used.value).toBe("[ 7200000, 'a\\\\.b' ]");
  const notes = used.of("display_data")[0]?.data["text/plain"];
  expect(notes).toContain("Type 'number' is not assignable to type 'string'");
  expect(notes).toContain(
    "Argument of type 'number' is not assignable to parameter of type 'string'",
  );
});

test("%npm shows what npm prints while it runs, and an interrupt ends it", async () => {
  const manifest = join(kernel.folder, "package.json");
  const scripts = { wait: "echo waiting && sleep 1000" };
  writeFileSync(manifest, JSON.stringify({ private: true, scripts }));
  const cell = await kernel.cell("let kept = 'kept'\n%npm run wait");
  const text = () => cell.published.map(({ content }) => content.text ?? "").join("");
  await until(() => /^waiting$/m.test(text()));
  await kernel.interrupt();
  expect(await cell.reply).toMatchObject({ status: "error", ename: "KeyboardInterrupt" });
  expect((await kernel.run("kept")).value).toBe("'kept'");
});

test("%npm that fails is an error with npm's reason", async () => {
  const result = await kernel.run("%npm install ./no-such-folder");
  expect(result.reply.evalue).toMatch(
    /^Cannot run npm install .\/no-such-folder: .*no-such-folder/,
  );
  expect(result.text("stderr")).toContain("npm error");
});

test("%npm install says when it goes into a folder above, and into the root of a clone", async () => {
  const inner = join(clone, "inner");
  mkdirSync(join(inner, "deep"), { recursive: true });
  mkdirSync(join(clone, ".git"));
  writeFileSync(join(clone, "package.json"), '{ "private": true }');
  await kernel.run(`%cd ${join(inner, "deep")}`);
  const result = await kernel.run("%npm install");
  expect(result.text()).toContain(
    `Installing into ${clone} (the nearest folder with a package.json above ${join(inner, "deep")}, the root of a git clone)`,
  );
  expect(existsSync(join(inner, "deep", "package.json"))).toBe(false);
  expect(JSON.parse(readFileSync(join(clone, "package.json"), "utf8"))).toEqual({ private: true });
});
