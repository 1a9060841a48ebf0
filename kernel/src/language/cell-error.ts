/** A cell that cannot be compiled; line and column count from 1 in the cell's own text. */
export class CellSyntaxError extends Error {
  override readonly name = "SyntaxError";
  readonly line: number;
  readonly column: number;

  constructor(message: string, { line, column }: { line: number; column: number }) {
    super(message);
    this.line = line;
    this.column = column;
  }
}
