// Trains LeNet for one epoch with Rosenblatt's fit. Usage: rosenblatt.mjs SEED
import { accuracy, adam, evaluate, fashionMnist, fit, lenet, ready } from "rosenblatt";
import { peakMemory } from "../node/peak-memory.mjs";

const seed = Number(process.argv[2]);
const data = await fashionMnist();
await ready();
const model = lenet({ shape: data.shape });
const start = performance.now();
await fit(model, data, {
  epochs: 1,
  batchSize: 64,
  optimizer: adam(1e-3),
  validation: false,
  seed,
});
const seconds = (performance.now() - start) / 1000;
const measured = await evaluate(model, data.test, { metrics: { accuracy } });
const report = {
  seconds,
  samples: data.train.length,
  accuracy: measured.accuracy,
  megabytes: peakMemory(),
};
// What the run draws may have left the cursor within a line.
console.log(`\n${JSON.stringify(report)}`);
