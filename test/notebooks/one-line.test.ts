import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { changedCopy } from "./changed-copy.js";
import { layOutCocoCut } from "./coco-cut.js";
import { execute } from "./executed.js";
import { expectations } from "./expectations.js";

const mirror = process.env.ROSENBLATT_MIRROR;
const withMirror = mirror ? test : test.skip;
const data = mkdtempSync(join(tmpdir(), "one-line-"));

beforeAll(async () => {
  if (mirror) await layOutCocoCut(mirror, data);
});
afterAll(() => rmSync(data, { recursive: true }));

/** The statement with which a notebook makes its scenes. */
const scenes = (variable: string) =>
  new RegExp(`^const ${variable} = await scenes\\(\\{[^]*?\\}\\);`, "m");

withMirror("14 finds blood cells with another line that loads data", async () => {
  const name = "14-object-detection.ipynb";
  const line = "const scenery = await bccd({ size: [96, 128] });";
  const copy = changedCopy(name, [[scenes("scenery"), line]]);
  const notebook = await execute(copy, "rosenblatt", { parameters: expectations[name]!.small });
  const report = notebook.shown("report")[0]!;
  expect(report["text/plain"]).toMatch(/Boxes: AP/);
  for (const kind of ["RBC", "WBC", "Platelets"]) expect(report["text/html"]).toContain(kind);
});

withMirror("15 names the pixels of COCO's people with another line that loads data", async () => {
  const name = "15-segmentation.ipynb";
  const line = 'const data = await coco({ categories: ["person"], size: 32, test: 0.2 });';
  const copy = changedCopy(name, [
    [scenes("data"), line],
    [/\bscenes, /, "scenes, coco, "],
  ]);
  const { small: parameters } = expectations[name]!;
  const environment = { ROSENBLATT_DATA: data };
  const notebook = await execute(copy, "rosenblatt", { parameters, environment });
  expect(notebook.figure("scores").data[0]!.x).toEqual(["background", "person"]);
  expect(notebook.number("format", /Masks: AP ([\d.]+)/)).toBeGreaterThanOrEqual(0);
});
