import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { bundleOf, type RunEvent } from "@rosenblatt/plots";
import { readRuns } from "../src/index.js";
import { Coalesced } from "../src/record/coalesced.js";
import { commandOf } from "../src/record/command.js";
import { KeptHistograms } from "../src/record/kept-histograms.js";
import { parseRecord } from "../src/record/parse-record.js";
import type { RunRecord, Series } from "../src/record/protocol.js";
import { Recording } from "../src/record/recording.js";
import { RunFile } from "../src/record/run-file.js";
import { ThinnedSeries } from "../src/record/thinned-series.js";

describe("a thinned series", () => {
  /** What a front end has of it. */
  function laid(before: Series, { steps, values }: Series): Series {
    const end = before.steps.filter((step) => step < steps[0]!).length;
    return {
      steps: [...before.steps.slice(0, end), ...steps],
      values: [...before.values.slice(0, end), ...values],
    };
  }

  /** A noisy curve, the same each time. */
  const noisy = (step: number) => ((step * 7919) % 1_009) / 1_009;

  test("keeps all points up to its most, then ever fewer, the first and the latest among them", () => {
    const series = new ThinnedSeries(100);
    for (let step = 1; step <= 100_000; step += 1) {
      series.push(step, noisy(step));
      if (step >= 2_000 && step % 997 !== 0) continue;
      const { steps } = series.whole();
      expect(steps.length).toBeLessThanOrEqual(100);
      expect([steps[0], steps.at(-1)]).toEqual([1, step]);
      expect(steps.every((one, i) => i === 0 || one > steps[i - 1]!)).toBe(true);
      if (step <= 100) expect(steps).toHaveLength(step);
    }
    const { steps, values } = series.whole();
    expect(steps.length).toBeGreaterThan(45);
    expect(values).toEqual(steps.map(noisy));
  });

  test("keeps the lowest and the highest of each stretch of steps, so that spikes stay", () => {
    const series = new ThinnedSeries(100);
    const values = Array.from({ length: 3_000 }, (_, i) => noisy(i + 1));
    values[1_234] = 50;
    values[2_345] = -50;
    values.forEach((value, i) => void series.push(i + 1, value));
    const kept = series.whole();
    // Two points of each stretch of 64 steps are at most a hundred, of 32 they would be more.
    for (let start = 0; start + 64 <= 3_000; start += 64) {
      const stretch = values.slice(start, start + 64);
      const there = kept.values.filter(
        (_, i) => kept.steps[i]! > start && kept.steps[i]! <= start + 64,
      );
      expect(there).toContain(Math.min(...stretch));
      expect(there).toContain(Math.max(...stretch));
      expect(there.length).toBeLessThanOrEqual(3);
    }
  });

  test("tells what has changed so that a front end has the same points, however often it asks", () => {
    for (const every of [1, 7, 64, 333]) {
      const series = new ThinnedSeries(50);
      let seen: Series = { steps: [], values: [] };
      for (let step = 1; step <= 2_000; step += 1) {
        series.push(step, noisy(step));
        if (step % every !== 0) continue;
        seen = laid(seen, series.take()!);
        expect(seen).toEqual(series.whole());
        expect(series.take()).toBeUndefined();
      }
    }
  });

  test("costs a few copies a point, and patches are short", () => {
    const series = new ThinnedSeries(1_000);
    let sent = 0;
    for (let step = 1; step <= 64_000; step += 1) {
      series.push(step, noisy(step));
      sent += series.take()!.steps.length;
    }
    expect(sent / 64_000).toBeLessThan(5);
  });

  test("has null for what is no number", () => {
    const series = new ThinnedSeries();
    [1, Number.NaN, Number.POSITIVE_INFINITY].forEach((value, i) => void series.push(i, value));
    expect(series.whole().values).toEqual([1, null, null]);
  });
});

test("histograms are kept of every epoch, then of ever fewer, and made for no others", () => {
  const kept = new KeptHistograms();
  let made = 0;
  for (let epoch = 0; epoch <= 10_000; epoch += 1) {
    if (!kept.wants(epoch)) continue;
    made += 1;
    kept.add([{ layer: "dense1", epoch, min: 0, max: 1, counts: [1] }]);
  }
  const epochs = kept.whole().map(({ epoch }) => epoch);
  expect(epochs.length).toBeLessThanOrEqual(64);
  expect(epochs.length).toBeGreaterThan(32);
  expect(new Set(epochs.slice(1).map((epoch, i) => epoch - epochs[i]!)).size).toBe(1);
  expect(made).toBeLessThan(400);
});

describe("coalesced work", () => {
  beforeEach(() => void jest.useFakeTimers({ now: 0 }));
  afterEach(() => void jest.useRealTimers());

  test("is done at most once an interval, and the last request is always met", async () => {
    const done: number[] = [];
    let state = 0;
    const work = new Coalesced(() => void done.push(state), { interval: 100 });
    for (state = 1; state <= 1_000; state += 1) {
      work.soon();
      await jest.advanceTimersByTimeAsync(1);
    }
    await jest.advanceTimersByTimeAsync(200);
    expect(done).toHaveLength(11);
    expect(done[0]).toBeLessThan(3);
    expect(done.at(-1)).toBe(1_000);
  });

  test("is done at once when asked to, one at a time", async () => {
    const order: string[] = [];
    const work = new Coalesced(
      async () => {
        order.push("begin");
        await new Promise((resolve) => setTimeout(resolve, 50));
        order.push("end");
      },
      { interval: 100 },
    );
    const both = Promise.all([work.now(), work.now()]);
    await jest.advanceTimersByTimeAsync(200);
    await both;
    expect(order).toEqual(["begin", "end", "begin", "end"]);
  });
});

const event: RunEvent = {
  ...{ epoch: 0, epochs: 2, step: 0, steps: 2, logs: { loss: 1 }, phase: "step" },
  ...{ elapsed: 5, waiting: 0, eta: 5, gear: "traced", status: "running" },
};

function recording(): Recording {
  const fields = { id: "a", name: "a", status: "running", best: {}, smallerIsBetter: {} };
  return new Recording(fields as never, new KeptHistograms());
}

describe("a recording", () => {
  test("tells its best values by epoch, and none that is no number", () => {
    const run = recording();
    const losses = [Number.NaN, 3, 1, Number.NEGATIVE_INFINITY, 2];
    losses.forEach((valLoss, epoch) => {
      const logs = { valLoss, valAccuracy: -valLoss };
      run.event({ ...event, phase: "epoch", step: 1, epoch, logs }, 0.1);
    });
    const { best, epochSeries, smallerIsBetter, step } = run.record();
    expect(best).toEqual({
      valLoss: { epoch: 3, value: 1 },
      valAccuracy: { epoch: 3, value: -1 },
    });
    expect(smallerIsBetter).toEqual({ valLoss: true, valAccuracy: false });
    expect(epochSeries.valLoss).toEqual({ steps: [1, 2, 3, 4, 5], values: [null, 3, 1, null, 2] });
    expect(step).toBe(10);
  });

  test("patches have only what is new", () => {
    const run = recording();
    run.event(event, 0.1);
    expect(run.patch()).toMatchObject({
      fields: { learningRate: 0.1, step: 1 },
      steps: { loss: { steps: [1], values: [1] }, learningRate: { steps: [1], values: [0.1] } },
    });
    expect(run.patch()).toBeUndefined();
    run.set({ name: "b" });
    expect(run.patch()).toEqual({ type: "patch", fields: { name: "b" } });
    run.event({ ...event, step: 1 }, 0.1);
    run.record({ told: true });
    expect(run.patch()).toBeUndefined();
  });
});

test.each<[object, RegExp]>([
  [{}, /^Cannot carry out undefined: a run knows hello, pause, resume, stop/],
  [{ type: "explode" }, /^Cannot carry out "explode"/],
  [{ type: "constructor" }, /^Cannot carry out "constructor"/],
  [{ type: ["pause"] }, /^Cannot carry out \["pause"\]/],
  [{ type: "stop", best: 3 }, /by 3: it must be a key such as "valLoss"/],
  [{ type: "learning-rate", value: "0.1" }, /to "0.1": it must be a number above 0/],
  [{ type: "learning-rate", value: null }, /to null: it must be a number above 0/],
  [{ type: "label" }, /with undefined: it must be such as/],
  [{ type: "label", labels: { name: "" } }, /^Cannot name a run "": it must be a text/],
  [{ type: "label", labels: { name: "a".repeat(999) } }, /^Cannot name a run "aaa.*…: it must/],
  [{ type: "label", labels: { tags: "a" } }, /^Cannot tag a run with "a"/],
  [{ type: "label", labels: { tags: [1] } }, /^Cannot tag a run with \[1\]/],
  [{ type: "label", labels: { pinned: 1 } }, /^Cannot pin a run by 1/],
  [{ type: "label", labels: { status: "finished" } }, /it has name, tags and pinned/],
])("the command %j is refused with reason and cure", (data, reason) => {
  expect(() => commandOf(data as never)).toThrow(reason);
});

describe("readRuns()", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "runs-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const record = (id: string, over: object = {}): RunRecord => ({
    ...recording().record(),
    ...{ id, name: id, tags: [], started: `2026-11-28T0${id}:00:00.000Z`, status: "finished" },
    ...{ step: 4, epochSteps: 2, elapsed: 61_000, updated: new Date().toISOString() },
    ...({ hyperParameters: { epochs: 2, batchSize: Number(id) } } as object),
    best: { loss: { epoch: 1, value: 9 }, valLoss: { epoch: 2, value: Number(id) / 8 } },
    ...over,
  });
  const write = (name: string, contents: unknown) =>
    writeFileSync(
      join(folder, name),
      typeof contents === "string" ? contents : JSON.stringify(contents),
    );

  test("gives the newest first, as a table of what differs beside the best results", async () => {
    for (const id of ["1", "3", "2"]) write(`${id}.run.json`, record(id));
    write("notes.txt", "no run");
    const runs = await readRuns(folder);
    expect(runs.map(({ id }) => id)).toEqual(["3", "2", "1"]);
    const text = String(bundleOf(runs)["text/plain"]);
    expect(text).toMatch(/run +started +status +epochs +time +batchSize +best valLoss/);
    expect(text).toMatch(/3 +2026-11-28 03:00 UTC +finished +2 +1 min 01 s +3 +0.375/);
    expect(runs.skipped).toEqual([]);
  });

  test("leaves broken files out, says which and why, and shows their names as text", async () => {
    write("1.run.json", record("1"));
    write("<b>.run.json", "{");
    write("3.run.json", { ...record("3"), version: 2 });
    write("4.run.json", { ...record("4"), best: null });
    write("5.run.json", "[1]");
    const runs = await readRuns(folder);
    expect(runs).toHaveLength(1);
    const reasons = Object.fromEntries(runs.skipped.map(({ file, reason }) => [file, reason]));
    expect(reasons).toEqual({
      "<b>.run.json": expect.stringContaining("it is no JSON"),
      "3.run.json": "it has version 2, and this program reads version 1; update it",
      "4.run.json": "its best cannot be null",
      "5.run.json": expect.stringContaining("it is no record of a run"),
    });
    const { "text/html": html, "text/plain": text } = bundleOf(runs);
    expect(text).toContain("Left out <b>.run.json: it is no JSON");
    expect(html).toContain("Left out &lt;b&gt;.run.json");
  });

  test("is empty where nothing was recorded, and says so", async () => {
    const runs = await readRuns(join(folder, "none"));
    expect([...runs]).toEqual([]);
    expect(bundleOf(runs)["text/plain"]).toBe(`Runs in ${join(folder, "none")}: none`);
  });
});

test("a file is written at the start, once in five seconds at most, and every thirty at least", async () => {
  const folder = mkdtempSync(join(tmpdir(), "file-"));
  const home = process.cwd();
  process.chdir(folder);
  jest.useFakeTimers({ doNotFake: ["setImmediate", "nextTick"] });
  try {
    let written = 0;
    const record = () => {
      written += 1;
      return recording().record();
    };
    const file = new RunFile("a", { record, onRefused: () => undefined });
    await file.now();
    expect(written).toBe(1);
    for (let second = 0; second < 20; second += 1) {
      file.soon();
      await jest.advanceTimersByTimeAsync(1_000);
    }
    await file.now();
    expect(written).toBeLessThanOrEqual(6);
    const before = written;
    await jest.advanceTimersByTimeAsync(30_000);
    await file.end();
    expect(written).toBe(before + 2);
    await jest.advanceTimersByTimeAsync(100_000);
    expect(written).toBe(before + 2);
    expect(readdirSync(join(folder, "runs"))).toEqual(["a.run.json"]);
  } finally {
    jest.useRealTimers();
    process.chdir(home);
    rmSync(folder, { recursive: true });
  }
});

test("a record that says running and has long been silent is of a run that was cut off", () => {
  const updated = "2026-11-28T03:00:00.000Z";
  const texts = { format: "rosenblatt-run", version: 1, id: "a", name: "a", started: updated };
  const rest = { hyperParameters: {}, best: {}, stepSeries: {}, epochSeries: {}, tags: [] };
  const status = (said: string, seconds: number) =>
    parseRecord(
      JSON.stringify({ ...texts, ...rest, updated, status: said }),
      Date.parse(updated) + 1000 * seconds,
    ).status;
  expect(status("running", 60)).toBe("running");
  expect(status("running", 100)).toBe("interrupted");
  expect(status("paused", 100)).toBe("interrupted");
  expect(status("finished", 100)).toBe("finished");
});
