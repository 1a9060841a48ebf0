import { describe, expect, jest, test } from "@jest/globals";

type Engine = typeof import("@rosenblatt/engine");

/** The engine as a new process meets it. */
function fresh(): Engine {
  let engine: Engine | undefined;
  jest.isolateModules(() => {
    // TensorFlow.js keeps its engine where all of its copies find it.
    Reflect.deleteProperty(globalThis, "_tfengine");
    Reflect.deleteProperty(globalThis, "_tfGlobals");
    engine = require("@rosenblatt/engine");
  });
  return engine!;
}

describe("the engine", () => {
  test("computes as soon as imported, says nothing, and moves tensors to wasm", async () => {
    const spoken = (["log", "warn", "error", "info"] as const).map((method) =>
      jest.spyOn(console, method).mockImplementation(() => {}),
    );
    const { ready, tf } = fresh();
    expect(tf.getBackend()).toBe("cpu");
    const early = tf.tensor1d([1, 2, 3]).mul(2);
    expect([...early.dataSync()]).toEqual([2, 4, 6]);
    await ready();
    await ready();
    expect(tf.getBackend()).toBe("wasm");
    expect([...early.add(1).dataSync()]).toEqual([3, 5, 7]);
    for (const spy of spoken) {
      expect(spy).not.toHaveBeenCalled();
      spy.mockRestore();
    }
  });

  test("leaves the process's handlers of errors alone", async () => {
    const events = ["uncaughtException", "unhandledRejection"] as const;
    const mine = () => {};
    process.on("unhandledRejection", mine);
    const before = events.map((event) => process.rawListeners(event as never));
    await fresh().ready();
    expect(events.map((event) => process.rawListeners(event as never))).toEqual(before);
    process.removeListener("unhandledRejection", mine);
  });

  test("stays on the backend that one chooses after it is ready", async () => {
    const { ready, tf } = fresh();
    await ready();
    await tf.setBackend("cpu");
    await ready();
    expect(tf.getBackend()).toBe("cpu");
  });

  test("lets tf.setBackend('wasm') wait for it", async () => {
    const { ready, tf } = fresh();
    expect(await tf.setBackend("wasm")).toBe(true);
    expect([...tf.tensor1d([1, 2]).square().dataSync()]).toEqual([1, 4]);
    await ready();
    expect(tf.getBackend()).toBe("wasm");
  });

  test("has every kernel that the gradients need", async () => {
    const { ready, tf } = fresh();
    await ready();
    const missing = [
      tf.Conv2DBackpropFilter,
      tf.Conv2DBackpropInput,
      tf.DepthwiseConv2dNativeBackpropFilter,
      tf.DepthwiseConv2dNativeBackpropInput,
      tf.UnsortedSegmentSum,
      tf.Einsum,
    ].filter((kernel) => !tf.getKernel(kernel, "wasm"));
    expect(missing).toEqual([]);
  });
});
