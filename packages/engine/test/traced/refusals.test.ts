import { beforeAll, describe, expect, test } from "@jest/globals";
import { jit, ready, TraceError, tf } from "@rosenblatt/engine";

beforeAll(() => ready());

const indices = (...values: number[]) => tf.tensor1d(values, "int32");

describe("indices that lead outside of a tensor", () => {
  const table = tf.ones([3, 2]);
  const steps: Readonly<Record<string, (places: tf.Tensor) => tf.Tensor>> = {
    GatherV2: (places) => tf.gather(table, places as tf.Tensor1D),
    GatherNd: (places) => tf.gatherND(table, places.expandDims(1)),
    ScatterNd: (places) => tf.scatterND(places.expandDims(1), tf.ones([2]), [3]),
    TensorScatterUpdate: (places) =>
      tf.tensorScatterUpdate(table, places.expandDims(1), tf.zeros([2, 2])),
    DenseBincount: (places) =>
      tf.denseBincount(tf.sub(tf.scalar(2, "int32"), places), tf.tensor1d([]), 3),
  };

  for (const [name, step] of Object.entries(steps)) {
    test(`are an error of ${name}, after which the step still runs`, async () => {
      const run = jit(step);
      const wrong = name === "DenseBincount" ? [indices(0, 3)] : [indices(0, 3), indices(-1, 0)];
      for (const places of wrong) {
        await expect(run(places)).rejects.toThrow(`Cannot run ${name}: it needs indices within`);
      }
      await expect(run(indices(0, 2))).resolves.toBeInstanceOf(tf.Tensor);
    });
  }

  test("change no variable", async () => {
    const weight = tf.variable(table);
    const step = jit((places: tf.Tensor) => {
      weight.assign(weight.mul(2));
      return tf.gather(weight, places as tf.Tensor1D);
    });
    await expect(step(indices(5))).rejects.toThrow(RangeError);
    expect(Array.from(weight.dataSync())).toEqual([1, 1, 1, 1, 1, 1]);
  });
});

describe("what a step may come to", () => {
  test("an async one is refused, for what it does after waiting", async () => {
    const step = jit(async (x: tf.Tensor) => (await x.data())[0]);
    await expect(step(tf.ones([2]))).rejects.toThrow("Cannot trace an async step");
  });

  test("one that computes nothing runs", async () => {
    await expect(jit(() => "done")()).resolves.toBe("done");
    const same = await jit((x: tf.Tensor) => x)(tf.scalar(3));
    expect(same.dataSync()[0]).toBe(3);
  });
});

describe("what no graph can do is refused with its line", () => {
  const boxes = tf.tensor2d([0, 0, 1, 1], [1, 4]);
  const steps: Readonly<Record<string, () => unknown>> = {
    "non-maximum suppression": () =>
      tf.image.nonMaxSuppression(boxes, tf.ones([1]) as tf.Tensor1D, 1),
    "tensors of strings": () => tf.tensor1d(["a", "b"]),
    unique: () => tf.unique(tf.tensor1d([1, 1, 2])),
    "complex numbers": () => tf.complex(tf.ones([2]), tf.zeros([2])),
    "Fourier transforms": () => tf.spectral.rfft(tf.ones([4])),
    "sums of booleans": () => tf.ones([2], "bool").add(tf.ones([2], "bool")),
  };

  for (const [name, step] of Object.entries(steps)) {
    test(name, async () => {
      const refused = jit(step)();
      await expect(refused).rejects.toThrow(TraceError);
      await expect(refused).rejects.toThrow(/Cannot trace .* \(.*refusals\.test\.ts:\d+\)/);
    });
  }
});
