import { duration } from "../duration.js";
import type { Magic } from "../magic.js";

export const time: Magic = {
  name: "time",
  usage: ["%time statement", "%%time"],
  summary: "Tells how long a statement takes, or the cell: by the clock and in the processor.",
  details:
    "The statement runs as if nothing stood before it: it may declare names, await, go on over " +
    "several lines, and be the cell's value. CPU is the time of the whole process, native threads " +
    "included, and may exceed the clock's.",
  example: "%time const run = await fit(net, data)",
  code: { runs: "once" },
  run: () => {
    const cpu = process.cpuUsage();
    const start = performance.now();
    return () => {
      const wall = performance.now() - start;
      const { user, system } = process.cpuUsage(cpu);
      const [total, inUser, inSystem] = [user + system, user, system].map((one) =>
        duration(one / 1e6),
      );
      process.stdout.write(
        `CPU times: user ${inUser}, sys ${inSystem}, total ${total}\nWall time: ${duration(wall / 1e3)}\n`,
      );
    };
  },
};
