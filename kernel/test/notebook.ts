import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { KernelClient } from "./kernel-client";

/** Puts a file into the notebook's folder, or beside it. */
export function file(kernel: KernelClient, name: string, content: string | Uint8Array): string {
  const path = join(kernel.folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}

/** Runs cells and gives the value of the last one; an error fails the test. */
export async function cells(
  kernel: KernelClient,
  codes: readonly string[],
): Promise<string | undefined> {
  let value: string | undefined;
  for (const code of codes) {
    const result = await kernel.run(code);
    if (result.reply.status !== "ok") throw new Error(`${code}\n${result.traceback}`);
    value = result.value;
  }
  return value;
}
