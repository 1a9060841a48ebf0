import { ask } from "../setup/command.mjs";

/** The ids of all processes below this one, the nearest first. */
export function descendants(pid) {
  const list = ask("ps", ["-A", "-o", "pid=,ppid="]) ?? "";
  const parents = list.split("\n").map((line) => line.trim().split(/\s+/).map(Number));
  const found = [pid];
  for (const one of found) {
    found.push(...parents.filter(([, parent]) => parent === one).map(([child]) => child));
  }
  return found.slice(1);
}

/** Ends processes at once; returns whether any of them was still there. */
export function killAll(pids) {
  return pids.map(kill).includes(true);
}

function kill(pid) {
  try {
    return process.kill(pid, "SIGKILL");
  } catch {
    // It ended by itself.
    return false;
  }
}
