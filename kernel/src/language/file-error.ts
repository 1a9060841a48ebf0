/** A file of the user's that cannot be compiled; its stack names the place in the file. */
export class FileSyntaxError extends Error {
  override readonly name = "SyntaxError";

  constructor(
    message: string,
    { file, line, column }: { file: string; line: number; column: number },
  ) {
    super(message);
    this.stack = `SyntaxError: ${message}\n    at ${file}:${line}:${column}`;
  }
}
