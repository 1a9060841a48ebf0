import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { digits8 } from "@rosenblatt/datasets";
import { ready, seed } from "@rosenblatt/engine";
import { conv, dense, flatten, modelComm, net } from "@rosenblatt/models";
import { standInKernel } from "../../models/test/stand-in-kernel.js";
import { accuracy, type Callback, checkpoint, fit, type Gear } from "../src/index.js";

let kernel: ReturnType<typeof standInKernel>;

beforeAll(async () => {
  await ready();
  kernel = standInKernel();
});
afterAll(() => kernel.remove());

/** A short training; `between` is called between its steps with the model's comm. */
async function trained(
  gear: Gear,
  between: (comm: string) => Promise<void>,
  on: readonly Callback[] = [],
) {
  const all = await digits8();
  const data: typeof all = { ...all, train: all.train.take(256), test: all.test.take(64) };
  seed(3);
  const model = net(data.shape, conv(4, 3), flatten(), dense(10));
  const comm = modelComm(model)!;
  const history = await fit(model, data, {
    ...{ epochs: 2, seed: 5, metrics: { accuracy }, gear, show: false, record: false },
    on: [({ phase }) => (phase === "step" ? between(comm) : undefined), ...on],
  });
  return { comm, history };
}

describe("a training that the model view looks at", () => {
  test.each(["traced", "eager"] as const)(
    "has the same numbers, bit for bit, in the %s gear",
    async (gear) => {
      const alone = await trained(gear, async () => undefined);
      const input = { example: 0 };
      const seen = await trained(gear, async (comm) => {
        for (const question of [
          { type: "model" },
          { type: "weights", layer: "conv1" },
          { type: "filters", layer: "conv1" },
          { type: "features", layer: "conv1", input },
          { type: "predict", input },
          { type: "examples", from: 0, count: 4 },
          { type: "compare", a: "start", b: "now" },
        ]) {
          const { data } = await kernel.ask(comm, { id: 1, ...question });
          expect(data).toMatchObject({ type: "answer" });
        }
      });
      expect(seen.history).toEqual(alone.history);
    },
  );

  test("is compared with its checkpoints", async () => {
    const folder = mkdtempSync(join(tmpdir(), "rosenblatt-seen-"));
    const home = process.cwd();
    process.chdir(folder);
    try {
      const save = checkpoint("run.safetensors");
      const { comm } = await trained("traced", async () => undefined, [save]);
      const { data } = await kernel.ask(comm, {
        ...{ id: 1, type: "compare", a: { file: "run.safetensors" }, b: "now" },
      });
      const { layers, unlike } = data.result as { layers: { change: number }[]; unlike: string[] };
      expect(layers.map(({ change }) => change)).toEqual([0, 0]);
      expect(unlike).toEqual([]);
      const started = await kernel.ask(comm, { id: 2, type: "compare", a: "start", b: "now" });
      const changed = started.data.result as typeof data.result & { layers: { change: number }[] };
      expect(changed.layers.every(({ change }) => change > 0)).toBe(true);
    } finally {
      process.chdir(home);
      rmSync(folder, { recursive: true });
    }
  });

  test("gives it the validation examples, histograms of each epoch, and the start", async () => {
    const { comm } = await trained("traced", async () => undefined);
    const epochs = kernel.pushed(comm).filter(({ type }) => type === "epoch");
    expect(epochs.map(({ epoch }) => epoch)).toEqual([0, 1, 2]);
    const { data } = await kernel.ask(comm, { id: 1, type: "model" });
    expect(data.result).toMatchObject({ examples: 64, epoch: 2, start: true });
    const weights = await kernel.ask(comm, { id: 2, type: "weights", layer: "dense1" });
    expect(weights.data.result).toMatchObject({
      epochs: [{ epoch: 0 }, { epoch: 1 }, { epoch: 2 }],
    });
  });
});
