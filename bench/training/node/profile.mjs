// Where the time of a traced step goes: its kernel calls, with their shapes and times, as one line
// of JSON. Usage: profile.mjs WORKLOAD THREADS DATA_FOLDER
import { gears, workloadNamed } from "./gears.mjs";
import { trainer } from "./trainer.mjs";

const [name, threads, folder] = process.argv.slice(2);
const { tf, wrap } = await gears.traced({ threads: Number(threads) });
const { batches, step } = trainer(tf, { name, folder, workload: workloadNamed(name) });
const jitted = wrap(step);
(await jitted(...batches[0])).dispose();
const { calls } = await jitted.inspect(...batches[0]);
const told = calls.map(({ kernel, inputs, outputs, operators, milliseconds }) => ({
  ...{ kernel, inputs, outputs, operators, milliseconds },
}));
console.log(`\n${JSON.stringify({ calls: told })}`);
