import { expect, test } from "@jest/globals";
import { RunFiles } from "../src/model/run-files.js";
import { RunList } from "../src/model/run-list.js";
import { record } from "./record.js";

test("a run is deleted with its file, also one that is gone; what cannot be stays and says why", async () => {
  const runs = new RunList();
  const asked: string[] = [];
  const answers: Record<string, () => Promise<void>> = {
    "runs/kept.run.json": async () => {},
    "runs/gone.run.json": () => Promise.reject({ response: { status: 404 } }),
    "runs/locked.run.json": () => Promise.reject(new Error("Permission denied")),
  };
  const contents = {
    delete: (path: string) => {
      asked.push(path);
      return answers[path]!();
    },
  };
  const files = new RunFiles({ contents: contents as never, runs });
  for (const id of ["kept", "gone", "locked"]) {
    const told: string[] = [];
    const run = runs.put(record({ id }));
    run.file = `runs/${id}.run.json`;
    run.connect({ send: ({ type }) => told.push(type) });
    await files.delete(run);
    expect(asked.at(-1)).toBe(run.file);
    expect(told).toEqual(id === "locked" ? [] : ["forget"]);
  }
  expect(runs.runs.map(({ id, refusal }) => [id, refusal])).toEqual([
    ["locked", "Permission denied"],
  ]);

  const going = runs.put(record({ id: "going", status: "running", ended: null }));
  going.file = "runs/going.run.json";
  going.connect({ send: () => {} });
  await files.delete(going);
  expect(asked).not.toContain(going.file);
  expect(runs.get("going")?.refusal).toMatch(/stop it first/);
});

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
