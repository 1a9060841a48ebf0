import { rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";

/**
 * Writes a model's file: beside it first, so that there never is half of one.
 * @throws Error when it cannot be written, with the cure where there is one.
 */
export async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const part = `${path}.${crypto.randomUUID()}.part`;
  try {
    await writeFile(part, bytes);
    await rename(part, path);
  } catch (cause) {
    await rm(part, { force: true }).catch(() => {});
    throw writeError(path, cause as NodeJS.ErrnoException);
  }
}

function writeError(path: string, cause: NodeJS.ErrnoException): Error {
  const start = `Cannot save a model as "${path}":`;
  const { code, message } = cause;
  if (code === "ENOENT" || code === "ENOTDIR") {
    const folder = dirname(path);
    return new Error(`${start} it needs a folder, got none at "${folder}"; make it first`, {
      cause,
    });
  }
  if (code === "EISDIR" || code === "EEXIST" || code === "ENOTEMPTY") {
    return new Error(
      `${start} it needs a file's name, got that of a folder; add one, such as lenet`,
      {
        cause,
      },
    );
  }
  return new Error(`${start} ${message}`, { cause });
}
