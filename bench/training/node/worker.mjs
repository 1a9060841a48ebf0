// Trains one workload with TensorFlow.js, a block of steps at a time, as it is told; speaks as
// ../python/worker.py does. Usage: worker.mjs GEAR WORKLOAD THREADS DATA_FOLDER [PEER_FOLDER]
import { createInterface } from "node:readline";
import { gears, workloadNamed } from "./gears.mjs";
import { peakMemory } from "./peak-memory.mjs";
import { trainer } from "./trainer.mjs";

const [gear, name, threads, folder, peer] = process.argv.slice(2);
const { tf, wrap } = await gears[gear]({ threads: Number(threads), peer });
const { parameters, batches, step } = trainer(tf, {
  ...{ name, folder },
  workload: workloadNamed(name),
});
const run = wrap(step);
let done = 0;

report({ loss: await train(1), parameters });
for await (const line of createInterface({ input: process.stdin })) {
  const { user, system } = process.cpuUsage();
  const start = performance.now();
  const loss = await train(JSON.parse(line).steps);
  const seconds = (performance.now() - start) / 1000;
  const used = process.cpuUsage();
  report({ seconds, loss, processor: (used.user - user + used.system - system) / 1e6 });
}

/** The loss of the last of these steps, which is read, so that all of them have ended. */
async function train(steps) {
  let loss;
  for (let i = 0; i < steps; i++) {
    loss?.dispose();
    loss = await run(...batches[done++ % batches.length]);
  }
  const [value] = await loss.data();
  loss.dispose();
  return value;
}

function report(values) {
  // What a library prints may have left the cursor within a line.
  console.log(`\n${JSON.stringify({ ...values, megabytes: peakMemory() })}`);
}
