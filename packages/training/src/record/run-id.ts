import { randomBytes } from "node:crypto";

/** An id that no other run has, and that sorts by the run's start: `2026-11-28T03-31-07-482-4f2a`. */
export function runId(started: Date): string {
  const time = started.toISOString().slice(0, -1).replace(/[:.]/g, "-");
  return `${time}-${randomBytes(2).toString("hex")}`;
}
