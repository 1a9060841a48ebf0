/**
 * Microseconds for which a thread looks out for more work before it sleeps. Between two operators
 * that is enough; longer, and the threads take the processor from whoever prepares the next step.
 */
const patience = 20;

/** What ONNX Runtime is told of every graph, by the names of its session's settings. */
export const sessionSettings = {
  "session.intra_op.spin_duration_us": String(patience),
} as const;
