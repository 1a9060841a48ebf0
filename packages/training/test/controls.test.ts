import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { iris } from "@rosenblatt/datasets";
import { ready, seed, tf } from "@rosenblatt/engine";
import { dense, net } from "@rosenblatt/models";
import { until } from "../../../kernel/test/until";
import {
  accuracy,
  adam,
  type Callback,
  checkpoint,
  cosine,
  fit,
  type Gear,
  type Optimizer,
  type Schedule,
} from "../src/index.js";

beforeAll(() => ready());

async function flowers() {
  seed(7);
  const data = await iris();
  return { data, model: net(data.shape, dense(8), dense(3)) };
}

const weightsOf = (model: tf.LayersModel) =>
  model.getWeights().map((weight) => [...weight.dataSync()]);

const quiet = { show: false } as const;

describe.each<Gear>(["traced", "eager"])("run.learningRate, %s", (gear) => {
  /** Trains with 8 steps an epoch, and gives what came of it. */
  async function trained(schedule: Schedule | undefined, callback?: Callback) {
    const { data, model } = await flowers();
    const on = callback ? [callback] : [];
    const options = { epochs: 2, batchSize: 15, optimizer: adam(0.01), seed: 5, gear };
    const run = fit(model, data, { ...options, ...quiet, schedule, on });
    const history = await run;
    return { history, weights: weightsOf(model), rate: run.learningRate };
  }

  const afterStep = (wanted: number, change: Callback): Callback => {
    return (event, run) => {
      if (event.phase === "step" && run.step === wanted) return change(event, run);
    };
  };

  test("set while it runs gives the numbers of a run with that rate from the next step on", async () => {
    const jump: Schedule = ({ step }) => (step < 5 ? 1 : 0.5);
    const set = afterStep(5, (_, run) => {
      run.learningRate = 0.005;
    });
    const changed = await trained(undefined, set);
    expect(changed).toEqual(await trained(jump));
    expect(changed.rate).toBe(0.005);
  });

  test("takes the place of the rate that a schedule multiplies", async () => {
    const jump: Schedule = (moment) => cosine()(moment) * (moment.step < 5 ? 1 : 0.5);
    const set = afterStep(5, (_, run) => {
      run.learningRate = 0.005;
    });
    const changed = await trained(cosine(), set);
    expect(changed.weights).toEqual((await trained(jump)).weights);
    expect(changed.rate).toBeCloseTo(0.005 * cosine()({ step: 15, steps: 16 } as never), 12);
  });
});

test("run.learningRate can be set before the first step, and refuses what is no rate", async () => {
  const { data, model } = await flowers();
  const run = fit(model, data, { epochs: 1, optimizer: adam(0.01), ...quiet });
  expect(run.learningRate).toBe(0.01);
  for (const wrong of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
    expect(() => {
      run.learningRate = wrong;
    }).toThrow(`Cannot set the learning rate to ${wrong}: it must be a number above 0`);
  }
  run.learningRate = 0.02;
  expect(run.learningRate).toBe(0.02);
  await run;
  expect(run.learningRate).toBe(0.02);
  expect(() => {
    run.learningRate = 0.1;
  }).toThrow("the run has ended; fit again");
});

test("an optimizer whose rate is fixed refuses a new one, with the cure, and trains on", async () => {
  const { data, model } = await flowers();
  const create = () => tf.train.sgd(0.1);
  const optimizer: Optimizer = { name: "foreign", learningRate: 0.1, create };
  let refusal = "";
  const set: Callback = ({ phase }, run) => {
    if (phase !== "epoch") return;
    try {
      run.learningRate = 0.2;
    } catch (error) {
      refusal = (error as Error).message;
    }
  };
  const history = await fit(model, data, { epochs: 2, optimizer, on: [set], ...quiet });
  expect(refusal).toMatch(/^Cannot set the learning rate of this optimizer: .*adam\(1e-3\)$/);
  expect(history.loss).toHaveLength(2);
});

test("a run that is resumed goes on with the rate that was set", async () => {
  const folder = mkdtempSync(join(tmpdir(), "rate-"));
  const file = join(folder, "run.safetensors");
  try {
    const { data, model } = await flowers();
    const options = { epochs: 3, optimizer: adam(0.01), seed: 5, ...quiet };
    const set: Callback = ({ phase, epoch }, run) => {
      if (phase === "epoch" && epoch === 0) run.learningRate = 0.002;
    };
    const whole = await fit(model, data, { ...options, on: [set] });
    const again = await flowers();
    const stop: Callback = ({ phase, epoch }, run) => {
      if (phase === "epoch" && epoch === 1) run.stop();
    };
    await fit(again.model, again.data, { ...options, on: [set, stop, checkpoint(file)] });
    const rest = await flowers();
    const run = fit(rest.model, rest.data, { ...options, resume: file });
    expect((await run).loss).toEqual(whole.loss);
    expect(run.learningRate).toBe(0.002);
    expect(weightsOf(rest.model)).toEqual(weightsOf(model));
  } finally {
    rmSync(folder, { recursive: true });
  }
});

describe("run.pause()", () => {
  const moment = (milliseconds = 50) => new Promise((resolve) => setTimeout(resolve, milliseconds));

  test("waits between steps with its clock at rest, and changes no number", async () => {
    const options = { epochs: 3, batchSize: 16, seed: 5, ...quiet };
    const first = await flowers();
    const plain = await fit(first.model, first.data, options);
    const { data, model } = await flowers();
    let steps = 0;
    const count: Callback = ({ phase }) => {
      if (phase === "step") steps += 1;
      if (steps === 3) run.pause();
    };
    const run = fit(model, data, { ...options, on: [count] });
    await until(() => steps >= 3);
    await moment(1000);
    expect(steps).toBe(3);
    expect(run.paused).toBe(true);
    const begun = performance.now();
    run.resume();
    expect(run.paused).toBe(false);
    const history = await run;
    const rest = performance.now() - begun;
    expect(history).toEqual(plain);
    expect(weightsOf(model)).toEqual(weightsOf(first.model));
    // What it took before the pause is not known here, but for that it is part of the first steps.
    expect(run.latest!.elapsed - rest).toBeLessThan(1000);
  });

  test("is ended at once by stop and by an interrupt, with a valid model", async () => {
    for (const end of ["stopped", "interrupted"] as const) {
      const { data, model } = await flowers();
      const run = fit(model, data, {
        ...{ epochs: 100_000, ...quiet },
        on: [(event) => void (event.epoch === 2 && event.phase === "epoch" && run.pause())],
      });
      await until(() => run.paused);
      await moment();
      if (end === "stopped") run.stop();
      else process.emit("SIGINT");
      const history = await run;
      expect(run.latest!.status).toBe(end);
      expect(history.loss).toHaveLength(3);
      expect(weightsOf(model).flat().every(Number.isFinite)).toBe(true);
      expect(run.paused).toBe(false);
    }
  });

  test("before the first step, and after the end, does no harm", async () => {
    const { data, model } = await flowers();
    const run = fit(model, data, { epochs: 1, ...quiet });
    run.pause();
    await moment();
    expect(run.latest).toBeUndefined();
    run.resume();
    await run;
    run.pause();
    run.resume();
    expect(run.paused).toBe(false);
  });
});

describe("run.stop({ best })", () => {
  /** Its rate explodes after the third epoch, so that the best epochs lie behind it. */
  const worse: Schedule = ({ epoch }) => (epoch < 3 ? 1 : 300);

  test("gives the model the weights of the best epoch by that key, and says so", async () => {
    const { data, model } = await flowers();
    const kept: number[][][] = [];
    const run = fit(model, data, {
      ...{ epochs: 100, optimizer: adam(0.01), schedule: worse, metrics: { accuracy }, ...quiet },
      on: [
        ({ phase, epoch }) => {
          if (phase === "epoch") kept.push(weightsOf(model));
          if (phase === "epoch" && epoch === 5) run.stop({ best: "valLoss" });
        },
      ],
    });
    await run;
    const { epoch } = run.best("valLoss");
    expect(epoch).toBeLessThan(5);
    expect(weightsOf(model)).toEqual(kept[epoch]);
    expect(run.latest!.note).toContain(
      `The model has the weights of epoch ${epoch + 1}, the best by valLoss`,
    );
  });

  test("refuses what cannot be, and the run goes on", async () => {
    const { data, model } = await flowers();
    const refusals: string[] = [];
    const stop = (best: string) => {
      try {
        run.stop({ best: best as "loss" });
      } catch (error) {
        refusals.push((error as Error).message);
      }
    };
    const run = fit(model, data, {
      ...{ epochs: 2, validation: false, ...quiet },
      on: [
        ({ phase }) => {
          if (phase === "epoch") ["valLoss", "constructor"].forEach(stop);
        },
      ],
    });
    stop("loss");
    const history = await run;
    stop("loss");
    expect(history.loss).toHaveLength(2);
    expect(refusals[0]).toContain("no epoch has ended");
    expect(refusals[1]).toContain("by valLoss: the run does not measure it at every epoch");
    expect(refusals[2]).toContain("by constructor: the run does not measure it");
    expect(refusals.at(-1)).toContain("the run has ended");
  });
});
