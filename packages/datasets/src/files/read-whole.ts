import { open } from "node:fs/promises";
import { DataFileError } from "../data-file-error.js";

/**
 * The bytes of a file.
 *
 * @throws DataFileError when it is missing, no plain file, or longer than `limit` bytes.
 */
export async function readWhole(path: string, { limit }: { limit: number }): Promise<Uint8Array> {
  const file = await open(path).catch((error: Error) => {
    throw new DataFileError(`Cannot read ${path}: ${error.message}; check the path`, {
      cause: error,
    });
  });
  try {
    const stat = await file.stat();
    if (!stat.isFile() || stat.size > limit) {
      const why = stat.isFile() ? `it has ${stat.size} bytes` : "it is no file";
      throw new DataFileError(`Cannot read ${path}: needs a file of ≤ ${limit} bytes, and ${why}`);
    }
    return await file.readFile();
  } finally {
    await file.close();
  }
}
