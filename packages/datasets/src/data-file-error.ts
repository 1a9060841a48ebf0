/**
 * A file is broken, cut off, too large, or not of the kind that was asked for.
 *
 * @example
 * try {
 *   await csv("broken.csv", { target: "species" });
 * } catch (error) {
 *   if (error instanceof DataFileError) console.log(error.message);
 * }
 */
export class DataFileError extends SyntaxError {
  override name = "DataFileError";
}

/** What `read` gives; what a library throws meanwhile becomes a DataFileError of this file. */
export function guarded<T>(name: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof DataFileError) {
      throw error;
    }
    const reason = error instanceof Error ? error.message : String(error);
    throw new DataFileError(`Cannot read ${name}: ${reason}; the file is broken`, { cause: error });
  }
}
