import { execFileSync } from "node:child_process";

export interface Process {
  readonly pid: number;
  /** How it was called. */
  readonly command: string;
}

/** All processes that a process started, and those that these started. */
export function processesBelow(pid: number): readonly Process[] {
  const rows = execFileSync("ps", ["-A", "-ww", "-o", "pid=,ppid=,args="], { encoding: "utf8" });
  const all = [...rows.matchAll(/^ *(\d+) +(\d+) +(.*)$/gm)].map(([, own, parent, command]) => ({
    ...{ pid: Number(own), parent: Number(parent), command: command! },
  }));
  const found = all.filter(({ parent }) => parent === pid);
  for (const { pid } of found) found.push(...all.filter(({ parent }) => parent === pid));
  return found;
}
