import type { RUN_TARGET } from "./protocol.js";

/** The comm target that a kernel opens for each run: see docs/runs-protocol.md. */
export const runTarget: typeof RUN_TARGET = "rosenblatt.run";
