/** Answers requests of one command each with the body of the answer. */
export type Handlers = Readonly<Record<string, (args: never) => unknown>>;
