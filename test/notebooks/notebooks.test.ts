import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { type Executed, execute } from "./executed.js";
import { expectations } from "./expectations.js";

const folder = resolve(__dirname, "../../notebooks");
const notebooks = readdirSync(folder).filter((file) => file.endsWith(".ipynb"));
const mirror = Boolean(process.env.ROSENBLATT_MIRROR);

/** No cell takes longer; against a run that hangs, not one that is slow. */
const limit = 600_000;

test("every notebook has its expectations, and no other has", () => {
  expect(Object.keys(expectations)).toEqual(notebooks);
});

test("the README shows every notebook with its cover, and no other", () => {
  const readme = readFileSync(resolve(folder, "../README.md"), "utf8");
  const shown = [...readme.matchAll(/src="docs\/lecture\/([^"]*)\.png".*\(notebooks\/([^)]*)\)/g)];
  expect(shown.map(([, cover]) => `${cover}.ipynb`)).toEqual(notebooks);
  expect(shown.map(([, , file]) => file)).toEqual(notebooks);
  const covers = readdirSync(resolve(folder, "../docs/lecture"));
  expect(covers.map((file) => file.replace(/png$/, "ipynb"))).toEqual(notebooks);
});

test.each(notebooks)("%s tells how many seconds it takes", (name) => {
  const { metadata } = JSON.parse(readFileSync(resolve(folder, name), "utf8"));
  expect(metadata.rosenblatt.seconds).toBeGreaterThan(0);
});

/** The numbers are the same on both kernels, so that one of them computes them. */
const runs = [
  { kernel: "rosenblatt", whole: true },
  { kernel: "tslab", whole: process.env.ROSENBLATT_WHOLE === "1" },
];

describe.each(runs)("on $kernel", ({ kernel, whole }) => {
  describe.each(notebooks)("%s", (name) => {
    const { small, shows, finds, needsMirror = false } = expectations[name]!;
    if (needsMirror && !mirror) {
      test.skip("needs ROSENBLATT_MIRROR: no sample of its data ships", () => {});
      return;
    }
    let notebook: Executed;

    beforeAll(async () => {
      notebook = await execute(name, kernel, whole ? {} : small);
    }, limit);

    test("runs from top to bottom without a complaint", () => {
      const complaints = notebook.shown().filter((output) => "stderr" in output);
      expect(complaints).toEqual([]);
      expect(notebook.seconds).toBeLessThan(limit / 1000);
    });

    test.each(Object.entries(shows))("shows in %s what it promises", (cell, types) => {
      const shown = notebook.shown(cell).flatMap((output) => Object.keys(output));
      expect(shown).toEqual(expect.arrayContaining([...types]));
    });

    if (whole) {
      test("finds what its numbers say", () => finds(notebook));
    }
  });
});
