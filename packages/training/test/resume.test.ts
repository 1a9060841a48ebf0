import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeAll, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { crop, dataset, flip, iris, noise, Split } from "@rosenblatt/datasets";
import { ready, seed, tf } from "@rosenblatt/engine";
import { dense, dropout, flatten, net } from "@rosenblatt/models";
import {
  accuracy,
  adam,
  type Callback,
  checkpoint,
  cosine,
  earlyStopping,
  type FitOptions,
  f1,
  findLearningRate,
  fit,
  loadCheckpoint,
  sgd,
} from "../src/index.js";

const classes = ["dark", "bright"] as const;
type Picture = readonly [6, 6, 1];

function pictures(length: number) {
  return new Split({
    shape: [6, 6, 1] as const,
    classes,
    inputs: Float32Array.from({ length: length * 36 }, (_, i) => {
      const label = Math.floor(i / 36) % 2;
      return ((i * 37) % 100) / 100 + label * 0.2;
    }),
    labels: Int32Array.from({ length }, (_, i) => i % 2),
  });
}

const facts = { name: "made", shape: [6, 6, 1] as Picture, classes };
const plain = dataset(
  { ...facts, licence: "", source: "", citation: "" },
  { train: pictures(100), test: pictures(20) },
);
const data = plain.augment(flip(), crop(1), noise(0.1));

let folder: string;
let file: string;

beforeAll(async () => {
  await ready();
  jest.spyOn(process.stdout, "write").mockReturnValue(true);
});

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "rosenblatt-resume-"));
  file = join(folder, "run.safetensors");
});

afterEach(() => rmSync(folder, { recursive: true }));

const metrics = { accuracy, f1: f1() };
type Options = FitOptions<Picture, typeof classes, typeof metrics>;

/** A network of its own first weights, trained. */
async function trained(options: Options, weightsSeed = 7) {
  seed(weightsSeed);
  const model = net(data.shape, flatten(), dropout(0.3), dense(6), dropout(0.2), dense(2));
  const settings = { epochs: 4, batchSize: 16, optimizer: adam(0.01), seed: 3, schedule: cosine() };
  const run = fit(model, data, { ...settings, metrics, show: false, ...options });
  const history = await run;
  const weights = model.getWeights().map((weight) => [...weight.dataSync()]);
  return { run, history, weights, model };
}

/** Stops a run after so many steps of all its epochs. */
const stopAfter =
  (steps: number): Callback =>
  ({ phase }, run) => {
    if (phase === "step" && run.step === steps) run.stop();
  };

describe.each(["traced", "eager"] as const)("a run that is resumed, %s", (gear) => {
  test.each([
    ["in the midst of the first epoch", [3]],
    ["at the end of an epoch, before it is validated", [7]],
    ["twice, in the midst of later epochs", [10, 17]],
  ])("ends with the bits of one that never stopped: %s", async (_when, stops) => {
    const whole = await trained({ gear });
    for (const [i, stop] of stops.entries()) {
      const on = [checkpoint(file), stopAfter(stop)];
      const part = await trained({ gear, resume: file, on }, i === 0 ? 7 : 40);
      expect(part.run.latest!.status).toBe("stopped");
    }
    const resumed = await trained({ gear, resume: file, on: [checkpoint(file)] }, 50);
    expect(resumed.history).toEqual(whole.history);
    expect(resumed.weights).toEqual(whole.weights);
    expect(resumed.run.latest!.note).toMatch(/^Resumed after epoch \d and \d steps: /);
  });

  test("keeps no tensor", async () => {
    await trained({ gear, epochs: 1, on: [checkpoint(file)] });
    const count = async () => {
      const { model } = await trained({ gear, epochs: 2, resume: file, on: [checkpoint(file)] });
      model.dispose();
      return tf.memory().numTensors;
    };
    const before = await count();
    expect(await count()).toBe(before);
  });
});

describe("a run that crashed", () => {
  const program = `
    const { accuracy, adam, checkpoint, dense, dropout, fit, iris, net, seed } = require("rosenblatt");
    const [, file, gear, crash, weights] = process.argv;
    (async () => {
      seed(Number(weights));
      const data = await iris();
      const model = net(data.shape, dense(8), dropout(0.3), dense(3));
      const kill = ({ phase }, run) => {
        if (phase === "step" && run.step === Number(crash)) process.kill(process.pid, "SIGKILL");
      };
      const history = await fit(model, data, {
        epochs: 4, batchSize: 16, seed: 3, gear, show: false, metrics: { accuracy },
        resume: file, on: [checkpoint(file, { every: 3 }), kill],
      });
      const numbers = model.getWeights().map((weight) => [...weight.dataSync()]);
      console.log(JSON.stringify({ history, numbers }));
    })();`;
  const cwd = join(__dirname, "../../rosenblatt");
  const run = (...args: string[]) =>
    promisify(execFile)(process.execPath, ["-e", program, ...args], { cwd });

  test.each(["traced", "eager"])(
    "goes on with the same bits in another process: %s",
    async (gear) => {
      const { stdout: whole } = await run(join(folder, "other"), gear, "-1", "1");
      await expect(run(file, gear, "14", "1")).rejects.toMatchObject({ signal: "SIGKILL" });
      const { stdout: resumed } = await run(file, gear, "-1", "2");
      expect(JSON.parse(resumed)).toEqual(JSON.parse(whole));
      expect(readdirSync(folder).sort()).toEqual(["other", "run.safetensors"]);
    },
  );
});

describe("resume", () => {
  test("starts where there is no checkpoint yet, and says so", async () => {
    const { run } = await trained({ epochs: 1, resume: file });
    expect(run.latest!.note).toBe(`Started from the beginning: there is no ${file} yet`);
  });

  test("goes on with more epochs, and tells callbacks of the last one again", async () => {
    const schedule = undefined;
    const whole = await trained({ schedule });
    await trained({ schedule, epochs: 2, on: [checkpoint(file)] });
    const told: string[] = [];
    const note: Callback = ({ phase, epoch }) => void told.push(`${phase} ${epoch}`);
    const more = await trained({ schedule, resume: file, on: [note] });
    expect(more.weights).toEqual(whole.weights);
    expect([told[0], told[1]]).toEqual(["epoch 1", "step 2"]);
  });

  test("refuses a broken file, and one of another run, naming the difference", async () => {
    await trained({ epochs: 1, on: [checkpoint(file)] });
    const resumed = (options: Options) => trained({ resume: file, ...options });
    await expect(resumed({ batchSize: 10 })).rejects.toThrow(
      /has 16 for the batch size, .* 10; del/,
    );
    await expect(resumed({ optimizer: sgd(0.1) })).rejects.toThrow(/the optimizer, .*sgd/);
    const other = net(data.shape, flatten(), dense(2));
    const settings = { batchSize: 16, optimizer: adam(0.01), metrics, resume: file, show: false };
    await expect(fit(other, data, settings)).rejects.toThrow(/weights there has the shapes/);
    writeFileSync(file, readFileSync(file).subarray(0, 1000));
    await expect(resumed({})).rejects.toThrow(/Cannot resume from .*: it is no whole safetensors/);
    writeFileSync(file, "");
    await expect(resumed({})).rejects.toThrow(/its header is not whole, .*; delete it/);
  });
});

describe("loadCheckpoint()", () => {
  test("gives a model the latest weights, or those of the best epoch", async () => {
    const on = [checkpoint(file, { best: "valLoss" }), earlyStopping({ patience: 2 })];
    const options = { optimizer: adam(0.5), schedule: undefined, epochs: 30, on };
    const { model, weights } = await trained(options);
    const numbers = () => model.getWeights().map((weight) => [...weight.dataSync()]);
    await loadCheckpoint(model, file);
    expect(numbers()).not.toEqual(weights);
    await loadCheckpoint(model, file, { best: "valLoss" });
    expect(numbers()).toEqual(weights);
    const missing = loadCheckpoint(model, file, { best: "valF1" });
    await expect(missing).rejects.toThrow(/it holds no weights of the best valF1/);
    const other = net(data.shape, flatten(), dense(2));
    await expect(loadCheckpoint(other, file)).rejects.toThrow(/weights there has the shapes/);
  });
});

describe("earlyStopping()", () => {
  /** Weights grow from step to step without any sense in it: the loss is best at the start. */
  const worse = { optimizer: adam(0.5), schedule: undefined, epochs: 30 };

  test("ends the run and leaves the weights of the best epoch, resumed or not", async () => {
    const kept: number[][][] = [];
    const keep: Callback = ({ phase }, { model }) => {
      if (phase === "epoch") kept.push(model.getWeights().map((w) => [...w.dataSync()]));
    };
    const on = [earlyStopping({ patience: 2 }), keep];
    const { run, history, weights } = await trained({ ...worse, on });
    const best = run.best("valLoss").epoch;
    expect(run.latest!.status).toBe("stopped");
    expect(history.valLoss).toHaveLength(best + 3);
    expect(weights).toEqual(kept[best]);
    expect(weights).not.toEqual(kept.at(-1));
    const parts = (stop: number) => ({
      ...worse,
      resume: file,
      on: [checkpoint(file), earlyStopping({ patience: 2 }), stopAfter(stop)],
    });
    await trained(parts((best + 1) * 7 + 2));
    const resumed = await trained(parts(-1), 61);
    expect(resumed.history).toEqual(history);
    expect(resumed.weights).toEqual(weights);
    const again = await trained(parts(-1), 62);
    expect(again.history).toEqual(history);
    expect(again.weights).toEqual(weights);
  });

  test("refuses what the run does not measure, and a patience that cannot be", async () => {
    const key = "valF2";
    await expect(trained({ on: [earlyStopping({ key })] })).rejects.toThrow(/by valF2: .* valF1/);
    const unmeasured = { validation: false as const, on: [earlyStopping()] };
    await expect(trained(unmeasured)).rejects.toThrow(/by valLoss: .* every epoch/);
    expect(() => earlyStopping({ patience: 0 })).toThrow(/patience = 0/);
  });
});

describe("findLearningRate()", () => {
  test.each(["traced", "eager"] as const)(
    "suggests a rate that trains, and leaves model and random numbers as they were: %s",
    async (gear) => {
      seed(5);
      const flowers = await iris();
      const model = net(flowers.shape, dense(6), dense(3));
      const weights = () => model.getWeights().map((weight) => [...weight.dataSync()]);
      const before = weights();
      const next = () => Math.random();
      seed(9);
      const [first] = [next()];
      seed(9);
      const found = await findLearningRate(model, flowers, { batchSize: 20, gear });
      expect(next()).toBe(first);
      expect(weights()).toEqual(before);
      expect(found.suggestion).toBeGreaterThan(1e-5);
      expect(found.suggestion).toBeLessThan(1);
      expect(found.losses).toHaveLength(found.rates.length);
      const count = tf.memory().numTensors;
      await findLearningRate(model, flowers, { batchSize: 20, gear });
      expect(tf.memory().numTensors).toBe(count);
      const optimizer = adam(found.suggestion);
      const { loss } = await fit(model, flowers, { epochs: 20, optimizer, gear, show: false });
      expect(loss.at(-1)!).toBeLessThan(0.8 * loss[0]!);
    },
  );

  test("refuses a range that does not rise", async () => {
    const model = net(plain.shape, flatten(), dense(2));
    await expect(findLearningRate(model, plain, { from: 1, to: 0.1 })).rejects.toThrow(
      /from 1 to 0.1/,
    );
  });
});
