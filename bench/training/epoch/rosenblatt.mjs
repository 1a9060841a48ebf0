// Trains LeNet for one epoch with Rosenblatt's fit. Usage: rosenblatt.mjs SEED
import {
  accuracy,
  adam,
  conv,
  dense,
  evaluate,
  fashionMnist,
  fit,
  flatten,
  net,
  pool,
  ready,
} from "rosenblatt";
import { peakMemory } from "../node/peak-memory.mjs";

const seed = Number(process.argv[2]);
const data = await fashionMnist();
await ready();
const lenet = net(
  data.shape,
  conv(6, 5, { pad: "same" }),
  pool(2),
  conv(16, 5),
  pool(2),
  flatten(),
  dense(120),
  dense(84),
  dense(10),
);
const start = performance.now();
await fit(lenet, data, {
  epochs: 1,
  batchSize: 64,
  optimizer: adam(1e-3),
  validation: false,
  seed,
});
const seconds = (performance.now() - start) / 1000;
const measured = await evaluate(lenet, data.test, { metrics: { accuracy } });
const report = {
  seconds,
  samples: data.train.length,
  accuracy: measured.accuracy,
  megabytes: peakMemory(),
};
// What the run draws may have left the cursor within a line.
console.log(`\n${JSON.stringify(report)}`);
