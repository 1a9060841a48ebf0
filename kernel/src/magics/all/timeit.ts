import { duration } from "../duration.js";
import type { Magic } from "../magic.js";
import { measure } from "../measure.js";

export const timeit: Magic = {
  name: "timeit",
  usage: ["%timeit [-n loops] [-r runs] statement", "%%timeit [-n loops] [-r runs] [set-up]"],
  summary: "Tells how long a statement takes on average, or the cell, by running it many times.",
  details:
    "Loops are chosen so that a run takes a fifth of a second at least; seven runs, or fewer when " +
    "that would take more than ten seconds. What is asynchronous is awaited. Names declared in it stay " +
    "its own; with `%%timeit` what stands on the first line runs once, before.",
  example: "%timeit -r 5 Math.hypot(3, 4)",
  code: { runs: "repeatedly", options: /^(?:\s+-[nr]\s*\d+)*/ },
  run: async ({ line, code }, { goOn }) => {
    const options = { loops: numberAfter("n", line), runs: numberAfter("r", line), goOn };
    const { loops, times } = await measure(code!, options);
    const mean = times.reduce((sum, time) => sum + time, 0) / times.length;
    const variance = times.reduce((sum, time) => sum + (time - mean) ** 2, 0) / times.length;
    const runs = `${times.length} run${times.length === 1 ? "" : "s"}`;
    const each = `${loops.toLocaleString("en")} loop${loops === 1 ? "" : "s"} each`;
    process.stdout.write(
      `${duration(mean)} ± ${duration(Math.sqrt(variance))} per loop ` +
        `(mean ± std. dev. of ${runs}, ${each})\n`,
    );
  },
};

function numberAfter(option: string, line: string): number | undefined {
  const text = new RegExp(`-${option}\\s*(\\d+)`).exec(line)?.[1];
  return text === undefined ? undefined : Math.max(1, Number(text));
}
