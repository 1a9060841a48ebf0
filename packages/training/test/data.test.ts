import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, jest, test } from "@jest/globals";
import {
  augmentation,
  crop,
  dataset,
  flip,
  noise,
  Split,
  type Transform,
} from "@rosenblatt/datasets";
import { ready, seed } from "@rosenblatt/engine";
import { dense, dropout, flatten, net } from "@rosenblatt/models";
import { evaluate, fit, predict } from "../src/index.js";

const classes = ["dark", "bright"] as const;

/** Made pictures of 6 × 6: bright ones are brighter. */
function pictures(length: number) {
  return new Split({
    shape: [6, 6, 1] as const,
    classes,
    inputs: Float32Array.from({ length: length * 36 }, (_, i) => {
      const label = Math.floor(i / 36) % 2;
      return ((i * 37) % 100) / 100 + label;
    }),
    labels: Int32Array.from({ length }, (_, i) => i % 2),
  });
}

const data = dataset(
  { name: "made", shape: [6, 6, 1], classes, licence: "", source: "", citation: "" },
  { train: pictures(400), test: pictures(20) },
);

const model = () => net(data.shape, flatten(), dropout(0.2), dense(4), dense(2));

// Threads start slowly on a machine that is busy.
beforeAll(async () => {
  await ready();
  jest.spyOn(process.stdout, "write").mockReturnValue(true);
});

describe("fit() on augmented pictures", () => {
  test.each(["traced", "eager"] as const)(
    "gives the same run, bit for bit, for a seed with 0, 1 and 2 threads, %s",
    async (gear) => {
      const runs = [];
      for (const workers of [0, 1, 2]) {
        seed(7);
        const net = model();
        const history = await fit(net, data.augment(flip(), crop(1), noise(0.1)), {
          epochs: 3,
          workers,
          gear,
          batchSize: 32,
          show: false,
        });
        runs.push({ history, weights: net.getWeights().map((weight) => [...weight.dataSync()]) });
      }
      expect(runs[1]).toEqual(runs[0]);
      expect(runs[2]).toEqual(runs[0]);
    },
  );

  test("tells the share of time spent waiting for data, which grows with a slow augmentation", async () => {
    const slow = augmentation(
      (image, _random, { turns }) => {
        const values = image.values.slice();
        for (let i = 0; i < turns; i += 1) values[0]! += Math.sin(i);
        return { ...image, values };
      },
      { turns: 20_000 },
    );
    const shares: number[] = [];
    for (const set of [data, data.augment(slow)]) {
      const run = fit(model(), set, { epochs: 1, show: false });
      for await (const { waiting } of run) {
        expect(waiting).toBeGreaterThanOrEqual(0);
        expect(waiting).toBeLessThanOrEqual(1);
      }
      shares.push(run.latest!.waiting);
    }
    expect(shares[1]!).toBeGreaterThan(2 * shares[0]!);
    expect(shares[1]!).toBeGreaterThan(0.1);
  });

  test("fails with the augmentation's name, and draws the run as failed", async () => {
    let pictures = 0;
    const fragile: Transform = (image) => {
      pictures += 1;
      if (pictures > 100) throw new Error("no more");
      return image;
    };
    const run = fit(model(), data.augment(fragile), { show: false });
    await expect(run).rejects.toThrow("Cannot augment with fragile: no more");
    expect(run.latest).toMatchObject({ status: "failed", epoch: 0, step: 0 });
  });

  test("measures and asks a model without them", async () => {
    const tired = model();
    const noisy = data.train.augment(noise(10));
    expect(await evaluate(tired, noisy)).toEqual(await evaluate(tired, data.train));
    expect(predict(tired, noisy)).toEqual(predict(tired, data.train));
  });

  test("refuses to augment what is no picture", () => {
    const flat = { shape: [36] as const, classes, inputs: data.train.inputs };
    const split = new Split({ ...flat, labels: data.train.labels });
    expect(() => split.augment(flip())).toThrow("Cannot augment examples of shape [36]");
  });
});

describe("a run that is ended", () => {
  const program = `
    const { dataset, dense, fit, flatten, net, noise, Split } = require("rosenblatt");
    const split = new Split({
      shape: [6, 6, 1], classes: ["a", "b"],
      inputs: new Float32Array(36000), labels: new Int32Array(1000),
    });
    const facts = { name: "made", shape: [6, 6, 1], classes: split.classes };
    const data = dataset(facts, { train: split, test: split.take(10) }).augment(ADDED);
    const model = net(data.shape, flatten(), dense(2));
    const run = fit(model, data, { epochs: 1000, workers: 2, show: false, on: [
      ({ epoch, step, phase }) => epoch === 1 && step === 3 && phase === "step" && END,
    ] });
    run.then(({ loss }) => {
      const threads = process.report.getReport().workers.length;
      console.log(run.latest?.status, loss.length, threads);
    });
    if (BEFORE) setTimeout(() => process.kill(process.pid, "SIGINT"), 1500);
  `;
  const run = async (values: Record<string, string>) => {
    const names = { ADDED: "noise(1)", END: "run.stop()", BEFORE: "false", ...values };
    const text = program.replace(/ADDED|END|BEFORE/g, (name) => names[name as keyof typeof names]);
    const options = { cwd: join(__dirname, "../../rosenblatt") };
    return (await promisify(execFile)(process.execPath, ["-e", text], options)).stdout.trim();
  };

  test.each([
    ["by stop()", { END: "run.stop()" }, "stopped 1 0"],
    ["by Ctrl-C", { END: 'process.kill(process.pid, "SIGINT")' }, "interrupted 1 0"],
    [
      "by Ctrl-C in an augmentation that never ends",
      { ADDED: "() => { for (;;); }", BEFORE: "true" },
      "interrupted 0 0",
    ],
  ])("leaves no thread, and the process ends: %s", async (_name, values, expected) => {
    expect(await run(values)).toBe(expected);
  });
});
