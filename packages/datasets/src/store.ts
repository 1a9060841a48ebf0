import { randomUUID } from "node:crypto";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";

/**
 * Keeps bytes in a file, whole or not at all: readers never see a part of it. Where nothing can be
 * written, nothing is kept.
 */
export async function store(path: string, bytes: Uint8Array): Promise<void> {
  const part = `${path}.${randomUUID()}.part`;
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(part, bytes, { flag: "wx" });
    await rename(part, path);
  } catch {
    await rm(part, { force: true }).catch(() => {});
  }
}
