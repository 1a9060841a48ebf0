import type { Session } from "node:inspector/promises";

/**
 * Makes the user's thread read its variables anew. Optimised code keeps those of a loop in
 * registers where nothing in the loop can change them, and so would not see what a debugger sets;
 * nor can V8 set the local variables of such code, which is left when it next goes on.
 *
 * V8 has no command for this, but counting calls precisely begins with it.
 */
export async function deoptimize(session: Session): Promise<void> {
  await Promise.all([
    session.post("Profiler.enable"),
    session.post("Profiler.startPreciseCoverage", { callCount: false, detailed: false }),
    session.post("Profiler.stopPreciseCoverage"),
    session.post("Profiler.disable"),
  ]);
}
