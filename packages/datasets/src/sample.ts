import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type ImageSet, type Part, parts } from "./image-set.js";
import { samplesFolder } from "./samples-folder.js";
import { unzipped } from "./unzipped.js";

/** The files of the sample of a data set that ships with this package. */
export async function readSample({
  folder,
  files,
}: Pick<ImageSet<readonly string[]>, "folder" | "files">): Promise<Record<Part, Uint8Array>> {
  const read = async (part: Part) => {
    const path = join(samplesFolder, folder, `${files[part].name}.gz`);
    const content = await unzipped(await readFile(path), { limit: files[part].bytes, name: path });
    return [part, content] as const;
  };
  return Object.fromEntries(await Promise.all(parts.map(read))) as Record<Part, Uint8Array>;
}
