import { randomUUID } from "node:crypto";
import { mkdir, open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";

/**
 * Writes a file whole or not at all, even if the process or the machine stops meanwhile: what was
 * there before stays until the new bytes are on the disk. Its folder is made where there is none.
 *
 * @example await writeWhole("runs/notes.txt", "LeNet, three epochs");
 * @throws Error of Node's, with its code, when it cannot be written.
 */
export async function writeWhole(path: string, contents: Uint8Array | string): Promise<void> {
  const part = `${path}.${randomUUID()}.part`;
  try {
    await mkdir(dirname(path), { recursive: true });
    const file = await open(part, "wx");
    try {
      await file.writeFile(contents);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true }).catch(() => {});
    throw error;
  }
}
