import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "@jest/globals";
import { expectations } from "./expectations.js";
import { folder, notebooks } from "./folder.js";

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

test.each(notebooks)("%s tells how many seconds it takes, about two minutes at most", (name) => {
  const { metadata } = JSON.parse(readFileSync(resolve(folder, name), "utf8"));
  expect(metadata.rosenblatt.seconds).toBeGreaterThan(0);
  expect(metadata.rosenblatt.seconds).toBeLessThanOrEqual(135);
});
