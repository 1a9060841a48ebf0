import { readdirSync, readFileSync } from "node:fs";

/** A process and all that it started, as far as this system tells (Linux does). */
export function withDescendants(pid: number): number[] {
  const children = threadsOf(pid).flatMap((thread) => childrenOf(pid, thread));
  return [pid, ...children.flatMap(withDescendants)];
}

/** The processes that a thread has started. */
export function childrenOf(pid: number, thread: number): number[] {
  try {
    const text = readFileSync(`/proc/${pid}/task/${thread}/children`, "utf8");
    return text.split(" ").filter(Boolean).map(Number);
  } catch {
    return [];
  }
}

/** Sends a signal to a process and all that it started; those that have ended do not matter. */
export function signalTree(pid: number, signal: NodeJS.Signals): void {
  for (const each of withDescendants(pid)) {
    try {
      process.kill(each, signal);
    } catch {
      // It has ended meanwhile.
    }
  }
}

function threadsOf(pid: number): number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).map(Number);
  } catch {
    return [];
  }
}
