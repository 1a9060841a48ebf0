import { expect, test } from "@jest/globals";
import { RunFiles } from "../src/model/run-files.js";
import { RunList } from "../src/model/run-list.js";
import { record } from "./record.js";

test("a file that is behind what is known of its run takes nothing away", () => {
  const runs = new RunList();
  const files = new RunFiles({ contents: {} as never, runs });
  const run = runs.put(record());
  const text = JSON.stringify(record({ step: 2, stepSeries: {} }));
  expect(files.take("here/runs/a.run.json", text)).toBe(run);
  expect(run.fields.step).toBe(6);
  expect(run.steps.get("loss")?.length).toBe(6);
  expect([run.file, run.place]).toEqual(["here/runs/a.run.json", "here"]);
  expect(runs.at("here/runs/a.run.json")).toBe(run);
});
