import { readFile } from "node:fs/promises";
import type { Progress } from "./progress.js";

/**
 * Takes up a run where its checkpoint left it, and says so. Without the file there is nothing to
 * take up, and the run starts from its beginning.
 *
 * @throws RangeError when the file is broken, or of a run with other settings.
 */
export async function resume(progress: Progress, path: string): Promise<string> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    return `Started from the beginning: there is no ${path} yet`;
  }
  try {
    progress.load(bytes);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new RangeError(
      `Cannot resume from ${path}: ${error.message}; delete it, or choose another file`,
    );
  }
  return `Resumed after epoch ${progress.epoch} and ${progress.step} steps: ${path}`;
}
