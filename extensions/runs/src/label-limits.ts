import type { LABEL_LIMITS } from "./protocol.js";

/** What a kernel takes as labels: see docs/runs-protocol.md. */
export const labelLimits: typeof LABEL_LIMITS = { name: 200, tag: 60, tags: 30 };
