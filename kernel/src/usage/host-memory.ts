import { readFileSync } from "node:fs";
import { freemem, totalmem } from "node:os";

/** By psutil's name, which clients know, what Linux calls it. */
const names = {
  active: "Active",
  inactive: "Inactive",
  buffers: "Buffers",
  cached: "Cached",
  shared: "Shmem",
  slab: "Slab",
};

/** The machine's memory in bytes, and in percent what of it is taken, as psutil tells it. */
export function hostMemory(): Readonly<Record<string, number>> {
  const known = process.platform === "linux" ? meminfo() : new Map<string, number>();
  const total = totalmem();
  const free = known.get("MemFree") ?? freemem();
  const available = known.get("MemAvailable") ?? free;
  const details = Object.entries(names).flatMap(([name, field]) => {
    const bytes = known.get(field);
    return bytes === undefined ? [] : [[name, bytes] as const];
  });
  return {
    total,
    available,
    percent: Math.round(((total - available) / total) * 1000) / 10,
    used: total - available,
    free,
    ...Object.fromEntries(details),
  };
}

function meminfo(): Map<string, number> {
  const lines = readFileSync("/proc/meminfo", "utf8").matchAll(/^(\w+):\s+(\d+) kB/gm);
  return new Map(Array.from(lines, ([, name, kilobytes]) => [name!, Number(kilobytes) * 1024]));
}
