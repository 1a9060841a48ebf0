/** What ends a cell that was interrupted, wherever it stands. */
export class KeyboardInterrupt extends Error {
  override readonly name = "KeyboardInterrupt";

  constructor() {
    super("the cell was interrupted");
  }
}
