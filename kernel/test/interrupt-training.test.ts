import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { KernelClient } from "./kernel-client";
import { until } from "./until";

let kernel: KernelClient;

beforeAll(async () => {
  kernel = await KernelClient.start({
    folder: join(__dirname, "..", "..", "notebooks"),
    environment: { ROSENBLATT_RUNS: "off" },
  });
  const { reply } = await kernel.run(`
    import * as tf from "@tensorflow/tfjs";
    import { dense, fit, iris, net } from "rosenblatt";
    const data = await iris();
    const model = net(data.shape, dense(3));
    const kept = "kept";
  `);
  expect(reply.status).toBe("ok");
});
afterAll(() => kernel.stop());

test("an interrupt ends a training run after a step, with a valid model", async () => {
  const cell = await kernel.cell(
    "await fit(model, data, { epochs: 1e6, show: false, on: [() => console.log('here')] })",
  );
  await begun(cell);
  await kernel.interrupt();
  expect(await cell.reply).toMatchObject({ status: "error", ename: "KeyboardInterrupt" });
  const code = "model.getWeights().every((w) => w.dataSync().every(Number.isFinite)) && kept";
  expect((await kernel.run(code)).value).toBe("'kept'");
});

test("an interrupt ends long TensorFlow.js work", async () => {
  const cell = await kernel.cell(
    "const big = tf.randomUniform([512, 512]); console.log('here'); for (;;) tf.tidy(() => tf.matMul(big, big).sum().dataSync())",
  );
  await begun(cell);
  await kernel.interrupt();
  expect(await cell.reply).toMatchObject({ status: "error", ename: "KeyboardInterrupt" });
  expect((await kernel.run("tf.sum(tf.ones([3])).dataSync()[0]")).value).toBe("3");
});

async function begun({ published }: Awaited<ReturnType<KernelClient["cell"]>>): Promise<void> {
  await until(() => published.some(({ content }) => content.text?.includes("here")));
}
