/**
 * Microseconds for which a thread looks out for more work before it sleeps. Between two operators
 * that is enough; longer, and the threads take the processor from whoever prepares the next step.
 */
export const patience = 20;
