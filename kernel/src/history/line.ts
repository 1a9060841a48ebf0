/** A cell that ran, by its number. */
export interface Line {
  readonly line: number;
  readonly source: string;
  /** Its value as plain text. */
  readonly output: string | null;
}
