import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** Writes a file into a folder, with the folders that its name has; gives its path. */
export async function writeInto(
  folder: string,
  { name, content }: { name: string; content: string | Uint8Array },
): Promise<string> {
  const path = join(folder, name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
  return path;
}
