import { readdirSync, readFileSync } from "node:fs";

/** What a process and those below it use: seconds of processor time, and bytes of memory. */
export interface ProcessUse {
  readonly seconds: number;
  readonly bytes: number;
}

/** Clock ticks a second, as Linux counts a process's time for its readers. */
const ticks = 100;

/** What this process and its children use; only itself where the system does not tell of them. */
export function processUse(): ProcessUse {
  const all = process.platform === "linux" ? family(process.pid).map(useOf) : [];
  if (all.length > 0) return all.reduce(sum);
  const { user, system } = process.cpuUsage();
  return { seconds: (user + system) / 1e6, bytes: process.memoryUsage.rss() };
}

function sum(one: ProcessUse, other: ProcessUse): ProcessUse {
  return { seconds: one.seconds + other.seconds, bytes: one.bytes + other.bytes };
}

function family(pid: number): number[] {
  const threads = attempt(() => readdirSync(`/proc/${pid}/task`), []);
  const children = threads
    .flatMap((thread) => read(`/proc/${pid}/task/${thread}/children`).trim().split(" "))
    .filter((child) => child !== "");
  return [pid, ...children.flatMap((child) => family(Number(child)))];
}

function useOf(pid: number): ProcessUse {
  // The name before it, in brackets, may hold anything.
  const fields = read(`/proc/${pid}/stat`)
    .replace(/^.*\) /s, "")
    .split(" ");
  const time = Number(fields[11] ?? 0) + Number(fields[12] ?? 0);
  const shared = /^Pss:\s+(\d+)/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1];
  const resident = /^VmRSS:\s+(\d+)/m.exec(read(`/proc/${pid}/status`))?.[1];
  return { seconds: time / ticks, bytes: Number(shared ?? resident ?? 0) * 1024 };
}

function read(file: string): string {
  return attempt(() => readFileSync(file, "utf8"), "");
}

/** A process may end while one looks at it. */
function attempt<T>(look: () => T, otherwise: T): T {
  try {
    return look();
  } catch {
    return otherwise;
  }
}
