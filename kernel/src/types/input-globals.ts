/** The globals with which a cell asks whoever runs it. */
export const INPUT_GLOBALS = `
/** Asks whoever runs the cell for a line of text; other work goes on meanwhile. */
declare const input: {
  (question?: string): Promise<string>;
  /** Asks for a line of text that is not shown while it is typed. */
  password(question?: string): Promise<string>;
};
/**
 * Asks for a line of text, and holds the session until it is there. An empty answer gives the
 * initial text, the end of the input null.
 */
declare function prompt(text?: string, initial?: string): string | null;
/** Asks a question, and holds the session until there is an answer: true for "y" or "yes". */
declare function confirm(text?: string): boolean;
/** Shows a text, and holds the session until it is acknowledged. */
declare function alert(text?: string): void;
`;
