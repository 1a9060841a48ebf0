import { beforeAll, describe, expect, jest, test } from "@jest/globals";
import { iris } from "@rosenblatt/datasets";
import { ready, seed, tf } from "@rosenblatt/engine";
import { dense, net } from "@rosenblatt/models";
import type { RunEvent } from "@rosenblatt/plots";
import { accuracy, adam, adamW, confusion, evaluate, fit, predict, sgd } from "../src/index.js";

async function flowers() {
  seed(7);
  const data = await iris();
  const model = net(data.shape, dense(16), dense(3));
  return { data, model };
}

beforeAll(async () => {
  await ready();
  jest.spyOn(process.stdout, "write").mockReturnValue(true);
});

describe("fit()", () => {
  test("learns iris to more than 90 % of its test flowers", async () => {
    const { data, model } = await flowers();
    const history = await fit(model, data, {
      epochs: 40,
      batchSize: 16,
      optimizer: adam(0.01),
      metrics: { accuracy },
    });
    expect(history.loss).toHaveLength(40);
    expect(history.loss.at(-1)!).toBeLessThan(history.loss[0]!);
    expect(history.valAccuracy.at(-1)!).toBeGreaterThan(0.9);
  });

  test("gives the same history and weights, bit for bit, for the same seed", async () => {
    const runs = [];
    for (let i = 0; i < 2; i += 1) {
      const { data, model } = await flowers();
      const history = await fit(model, data, { epochs: 3, seed: 5, metrics: { accuracy } });
      runs.push({ history, weights: model.getWeights().map((weight) => [...weight.dataSync()]) });
    }
    expect(runs[1]).toEqual(runs[0]);
  });

  test("draws nothing when told not to show, however it is awaited", async () => {
    const { data, model } = await flowers();
    const write = jest.mocked(process.stdout.write);
    // The last lines of an earlier run may still be on their way.
    const written = () => write.mock.calls.join("").includes("epoch 2/2");
    const run = fit(model, data, { epochs: 2, show: false });
    for await (const event of run) {
      expect(event.epochs).toBe(2);
    }
    await run;
    expect(written()).toBe(false);
    await fit(model, data, { epochs: 2 });
    expect(written()).toBe(true);
  });

  test("keeps no tensor once it has ended", async () => {
    const { data, model } = await flowers();
    await fit(model, data, { epochs: 1 });
    const before = tf.memory().numTensors;
    await fit(model, data, { epochs: 2 });
    expect(tf.memory().numTensors).toBe(before);
  });

  test("leaves a valid model and its history when interrupted", async () => {
    const { data, model } = await flowers();
    const run = fit(model, data, { epochs: 1000, metrics: { accuracy } });
    for await (const event of run) {
      if (event.phase === "epoch" && event.epoch === 2) {
        process.emit("SIGINT");
      }
    }
    const history = await run;
    expect(run.latest!.status).toBe("interrupted");
    expect(history.valLoss).toHaveLength(3);
    const after = await evaluate(model, data.test, { metrics: { accuracy } });
    expect(after.loss).toBeGreaterThan(0);
    expect(process.listenerCount("SIGINT")).toBe(0);
  });

  test("ends at stop(), and can go on from there", async () => {
    const { data, model } = await flowers();
    const run = fit(model, data, {
      epochs: 1000,
      on: [
        (event, self) => {
          if (event.phase === "epoch") {
            self.stop();
          }
        },
      ],
    });
    expect((await run).loss).toHaveLength(1);
    expect(run.latest!.status).toBe("stopped");
    expect((await fit(model, data, { epochs: 2 })).loss).toHaveLength(2);
  });

  test("gives every step and epoch as an event, with the time left falling to zero", async () => {
    const { data, model } = await flowers();
    const events: RunEvent[] = [];
    for await (const event of fit(model, data, { epochs: 2, batchSize: 32 })) {
      events.push(event);
    }
    expect(events.filter(({ phase }) => phase === "step")).toHaveLength(2 * 4);
    expect(events.filter(({ phase }) => phase === "epoch")).toHaveLength(2);
    expect(events.at(-1)).toMatchObject({ phase: "end", status: "finished", eta: 0 });
  });

  test("fails with the cause when a step fails, and shows the run as failed", async () => {
    const { data, model } = await flowers();
    const run = fit(model, data, { epochs: 200, optimizer: sgd(1e30) });
    await expect(run).rejects.toThrow(/lower the learning rate/);
    expect(run.latest!.status).toBe("failed");
  });

  test("gives its failure to who iterates afterwards, even if no step was made", async () => {
    const { data, model } = await flowers();
    const run = fit(model, data, { providers: ["abacus"] });
    await expect(run).rejects.toThrow(/provider abacus/);
    await expect(run[Symbol.asyncIterator]().next()).rejects.toThrow(/provider abacus/);
  });

  test("refuses settings and shapes that cannot work, naming the cure", async () => {
    const { data } = await flowers();
    expect(() => fit(net(data.shape, dense(3)), data, { epochs: 0 })).toThrow(/epochs = 0/);
    const two = net(data.shape, dense(2)) as tf.LayersModel;
    expect(() => fit(two, data)).toThrow(/2 outputs on 3 classes; .*dense\(3\)/);
    const wide = net([7], dense(3)) as tf.LayersModel;
    expect(() => fit(wide as never, data)).toThrow(/net\(data\.shape/);
    const named = { optimizer: "sgd" as never };
    expect(() => fit(net(data.shape, dense(3)), data, named)).toThrow(/"sgd": .*adam\(1e-3\)/);
    expect(() => adam(0)).toThrow(/learning rate must be a positive number, got 0/);
    expect(() => adam(1, { beta2: 1 })).toThrow(/adam\(\): beta2 must be .* below 1, got 1/);
    expect(() => sgd(1, { clipNorm: 0 })).toThrow(/sgd\(\): clipNorm must be a positive number/);
    expect(() => adamW(1, { weightDecay: -1 })).toThrow(/weightDecay must be at least 0/);
  });

  test("is checked by the compiler: classes, history keys, options", async () => {
    const { data, model } = await flowers();
    const run = fit(model, data, { epochs: 1, metrics: { accuracy } });
    const history = await run;
    const known: number[] = history.valAccuracy;
    // @ts-expect-error no metric of that name was asked for
    const unknown = history.valF1;
    // @ts-expect-error seven outputs for three classes
    expect(() => fit(net(data.shape, dense(7)), data)).toThrow(RangeError);
    expect([known.length, unknown]).toEqual([1, undefined]);
  });
});

describe("a trained model", () => {
  test("is measured, asked and set against the truth with the same numbers", async () => {
    const { data, model } = await flowers();
    await fit(model, data, { epochs: 40, batchSize: 16, optimizer: adam(0.01) });
    const measured = await evaluate(model, data.test, { metrics: { accuracy }, batchSize: 7 });
    const { classes } = predict(model, data.test);
    const right = classes.filter((predicted, i) => predicted === data.test.labels[i]).length;
    expect(measured.accuracy).toBeCloseTo(right / data.test.length, 6);
    const { counts } = confusion(model, data.test);
    expect(counts.reduce((sum, row, i) => sum + row[i]!, 0)).toBe(right);
  });

  test("answers for plain rows of numbers too", async () => {
    const { data, model } = await flowers();
    const row = [...data.test.at(0).input];
    expect(predict(model, [row]).classes[0]).toBe(predict(model, data.test.take(1)).classes[0]);
  });
});
