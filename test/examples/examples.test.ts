import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import * as rosenblatt from "rosenblatt";
import { type Example, examplesIn } from "./examples-in.js";
import { moduleOf, packages } from "./module-of.js";
import { run } from "./run.js";
import { type Stage, stage } from "./stage.js";
import { stageFiles } from "./stage-files.js";

const root = resolve(__dirname, "../..");
const examples = packages.flatMap((name) =>
  examplesIn(join(root, "packages", name, "src")).map(({ where, code }) => ({
    where: `${name}/${where}`,
    code,
  })),
);

/**
 * What cannot run here: `wasmFiles` comes before all else, in a page; these data sets have no sample
 * that ships, and some are not in the mirror of the tests either.
 */
const elsewhere = process.env.ROSENBLATT_MIRROR
  ? /\b(wasmFiles|camvid|cifar100|coco|oxfordPets|speechCommands|voc2012)\(/
  : /\b(wasmFiles|bccd|camvid|cifar100?|coco|omniglot(?:Strokes)?|oxfordPets|signLanguageDigits|spokenDigits|spokenStrings|speechCommands|voc2012)\(/;

describe("every function and class that a notebook imports", () => {
  const names = Object.entries(rosenblatt as Record<string, unknown>)
    .filter(([, value]) => typeof value === "function")
    .map(([name]) => name);
  test.each(names)("%s has an example", (name) => {
    const named = new RegExp(`\\b${name}\\b`);
    expect(examples.some(({ where, code }) => named.test(where) || named.test(code))).toBe(true);
  });
});

test("the compiler accepts every example", async () => {
  const folder = join(root, "output/examples");
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await Promise.all(
    examples.map((example, i) => writeFile(join(folder, `${i}.mts`), moduleOf(example))),
  );
  const settings = { extends: "../../tsconfig.test.json", include: ["*.mts"], exclude: [] };
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify(settings));
  const compiler = join(root, "node_modules/typescript/bin/tsc");
  const checked = promisify(execFile)(process.execPath, [compiler, "-p", folder]);
  expect(
    await checked.then(
      () => "",
      ({ stdout }) => stdout,
    ),
  ).toBe("");
});

describe("runs, and its numbers are what it says", () => {
  const home = process.cwd();
  let folder: string;
  let scene: Stage;

  beforeAll(async () => {
    jest.spyOn(console, "log").mockReturnValue();
    jest.spyOn(process.stdout, "write").mockReturnValue(true);
    folder = await mkdtemp(join(tmpdir(), "rosenblatt-"));
    await stageFiles(folder);
    process.chdir(folder);
    scene = await stage();
  });

  afterAll(async () => {
    process.chdir(home);
    await rm(folder, { recursive: true });
  });

  const reachable = ({ code }: Example) => !elsewhere.test(code);
  test.each(examples.filter(reachable))("$where", ({ code }) => run(code, scene));
});
