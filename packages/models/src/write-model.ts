import { stat } from "node:fs/promises";
import { dirname } from "node:path";
import { writeWhole } from "@rosenblatt/engine";

/**
 * Writes a model's file, whole or not at all, into a folder that there is.
 * @throws Error when it cannot be written, with the cure where there is one.
 */
export async function writeModel(path: string, bytes: Uint8Array): Promise<void> {
  try {
    await stat(dirname(path));
    await writeWhole(path, bytes);
  } catch (cause) {
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
