import { expect, test } from "@jest/globals";
import { Run } from "../src/model/run.js";
import { RunList } from "../src/model/run-list.js";
import { durationText, timeLeftText } from "../src/text/duration-text.js";
import { keyText } from "../src/text/key-text.js";
import { numberText } from "../src/text/number-text.js";
import { timeText } from "../src/text/run-text.js";
import { english } from "./english.js";
import { record } from "./record.js";

test("a run whose kernel went, or whose file is old, was interrupted", () => {
  const now = new Date().toISOString();
  const run = new Run(record({ status: "running", updated: now }));
  expect(run.status).toBe("running");
  run.connect({ send: () => {} });
  expect([run.status, run.live, run.reachable]).toEqual(["running", true, true]);
  run.connect(undefined);
  expect([run.status, run.live, run.reachable]).toEqual(["interrupted", false, false]);
  expect(new Run(record({ status: "paused" })).status).toBe("interrupted");
  expect(new Run(record()).status).toBe("finished");
});

test("a run that is live and in a file is one run", () => {
  const list = new RunList();
  const run = list.put(record({ status: "running" }));
  expect(list.put(record())).toBe(run);
  expect(list.runs).toEqual([run]);
});

test("pinned runs come first, then those that train, then the newest", () => {
  const list = new RunList();
  const now = new Date().toISOString();
  list.put(record({ id: "old", started: "2026-11-01T00:00:00Z" }));
  list.put(record({ id: "new", started: "2026-11-02T00:00:00Z" }));
  list.put(
    record({ id: "live", started: "2026-10-01T00:00:00Z", status: "running", updated: now }),
  );
  list.put(record({ id: "pinned", started: "2026-09-01T00:00:00Z", pinned: true }));
  expect(list.runs.map(({ id }) => id)).toEqual(["pinned", "live", "new", "old"]);
});

test("whoever listens to the list hears of each run", () => {
  const list = new RunList();
  let heard = 0;
  list.changed.connect(() => {
    heard += 1;
  });
  list.put(record()).label({ name: "other" });
  list.setBroken("a.run.json", "it is cut off");
  list.setBroken("a.run.json", "it is cut off");
  list.setBroken("a.run.json", undefined);
  expect(heard).toBe(4);
});

test("numbers, times and keys are written for people", () => {
  expect([0.123456, 12, 1e-5, 1234567, Number.NaN].map(numberText)).toEqual([
    ...["0.1235", "12", "0.00001", "1,234,567", "–"],
  ]);
  expect([900, 12_000, 185_000, 7_800_000].map(durationText)).toEqual([
    ...["900 ms", "12 s", "3 min 05 s", "2 h 10 min"],
  ]);
  expect([12, 999, 1_200].map(timeLeftText)).toEqual(["< 1 s", "< 1 s", "1.2 s"]);
  expect(["learningRate", "valTopFive", "loss", "value"].map(keyText)).toEqual([
    ...["learning rate", "validation top five", "loss", "value"],
  ]);
});

test("a run tells how long it still takes, was trained until it paused, or has taken", () => {
  const told = (status: "running" | "paused" | "finished", eta = 0) => {
    const updated = new Date().toISOString();
    return timeText(new Run(record({ status, eta, updated, elapsed: 12_000 })), english);
  };
  expect([
    told("running", 185_000),
    told("running"),
    told("paused", 9_000),
    told("finished"),
  ]).toEqual(["3 min 05 s left", "", "paused after 12 s", "took 12 s"]);
});
