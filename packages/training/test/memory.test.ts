import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { beforeAll, expect, test } from "@jest/globals";
import { dataset, Split } from "@rosenblatt/datasets";
import { ready, tf } from "@rosenblatt/engine";
import { dense, net } from "@rosenblatt/models";
import { fit, predict } from "../src/index.js";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

const classes = ["a", "b"] as const;
const split = new Split({
  shape: [4] as const,
  classes,
  inputs: Float32Array.from({ length: 4000 }, (_, i) => Math.sin(i)),
  labels: Int32Array.from({ length: 1000 }, (_, i) => i % 2),
});
const data = dataset(
  { name: "made", shape: [4], classes, licence: "", source: "", citation: "" },
  { train: split, test: split.take(10) },
);

/** What is held now: of tensors, on the heap, and by the process. */
function held() {
  collect();
  const { numTensors, numDataBuffers, numBytes } = tf.memory();
  const ids = tf.engine().findBackend("traced").numDataIds();
  const { heapUsed, rss } = process.memoryUsage();
  return { tensors: { numTensors, numDataBuffers, numBytes, ids }, heapUsed, rss };
}

beforeAll(() => ready());

test("memory stays flat over 10,000 traced steps", async () => {
  let early: ReturnType<typeof held> | undefined;
  let late: ReturnType<typeof held> | undefined;
  const run = fit(net(data.shape, dense(4), dense(2)), data, {
    epochs: 11,
    batchSize: 1,
    show: false,
    on: [
      ({ epoch, phase }) => {
        if (phase !== "epoch") return;
        if (epoch === 0) early = held();
        if (epoch === 10) late = held();
      },
    ],
  });
  await run;
  const megabytes = 2 ** 20;
  expect(run.latest!.gear).toBe("traced");
  expect(late!.tensors).toEqual(early!.tensors);
  expect(late!.heapUsed - early!.heapUsed).toBeLessThan(4 * megabytes);
  expect(late!.rss - early!.rss).toBeLessThan(100 * megabytes);
});

test("a prediction that fails keeps no tensor", () => {
  const model = net(data.shape, dense(2));
  predict(model, [[1, 2, 3, 4]]);
  const { numTensors } = tf.memory();
  expect(() => predict(model, [[1, 2, 3]])).toThrow();
  expect(tf.memory().numTensors).toBe(numTensors);
});
