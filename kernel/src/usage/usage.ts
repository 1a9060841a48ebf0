import { cpus, hostname } from "node:os";
import { hostMemory } from "./host-memory.js";
import { processUse } from "./processes.js";

interface Sample {
  /** In milliseconds. */
  readonly at: number;
  readonly seconds: number;
  /** The host's processors, in milliseconds. */
  readonly busy: number;
  readonly idle: number;
}

/** What the kernel uses of the machine. Shares of time are those since the last answer. */
export class Usage {
  #last: Sample | undefined;

  /** The content of a `usage_reply`, in the words of ipykernel. */
  report(): object {
    const { seconds, bytes } = processUse();
    const last = this.#last;
    const now = { at: performance.now(), seconds, ...hostTimes() };
    this.#last = now;
    return {
      status: "ok",
      hostname: hostname(),
      pid: process.pid,
      kernel_cpu: last ? percent(now.seconds - last.seconds, (now.at - last.at) / 1000) : 0,
      kernel_memory: bytes,
      // Unknown the first time.
      ...(last && { host_cpu_percent: hostShare(last, now) }),
      cpu_count: cpus().length,
      host_virtual_memory: hostMemory(),
    };
  }
}

function hostShare(last: Sample, now: Sample): number {
  const busy = now.busy - last.busy;
  return percent(busy, busy + now.idle - last.idle);
}

function hostTimes(): Pick<Sample, "busy" | "idle"> {
  let busy = 0;
  let idle = 0;
  for (const { times } of cpus()) {
    busy += times.user + times.nice + times.sys + times.irq;
    idle += times.idle;
  }
  return { busy, idle };
}

function percent(part: number, whole: number): number {
  return whole > 0 ? Math.max(0, Math.round((part / whole) * 1000) / 10) : 0;
}
