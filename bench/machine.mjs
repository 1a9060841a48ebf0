import { arch, cpus, loadavg, platform, release, totalmem } from "node:os";
import { ask } from "../scripts/setup/command.mjs";

/** Where and when a benchmark runs. */
export function machine() {
  const processors = cpus();
  return {
    date: new Date().toISOString().slice(0, 10),
    processor: processors[0]?.model.trim() ?? "unknown processor",
    threads: processors.length,
    gigabytes: Math.round(totalmem() / 1e9),
    system: `${platform()} ${release()} ${arch()}`,
    load: loadavg()[0],
    commit: ask("git", ["rev-parse", "--short", "HEAD"]),
  };
}

/** One line on the machine and the versions, for under a table. */
export function conditions({ date, processor, threads, gigabytes, system, load }, versions) {
  const listed = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return (
    `${date}; ${processor}, ${threads} threads, ${gigabytes} GB; ${system}; ` +
    `load average before it ${load.toFixed(1)}; ${listed.join(", ")}.`
  );
}
