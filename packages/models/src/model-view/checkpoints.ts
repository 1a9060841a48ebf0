import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { CheckpointFile, Checkpoints } from "./protocol.js";
import type { Reply } from "./viewed-model.js";

const mostFiles = 200;
const mostFolders = 500;
const deepest = 4;

/**
 * The files of weights under the kernel's working folder, the newest first; what is hidden or in
 * `node_modules` is not looked at.
 */
export async function checkpoints(): Promise<Reply<Checkpoints>> {
  const files: CheckpointFile[] = [];
  let waiting = [{ folder: "", depth: 0 }];
  for (let looked = 0; waiting.length > 0 && looked < mostFolders; looked += 1) {
    const [{ folder, depth }, ...others] = waiting as [(typeof waiting)[number]];
    waiting = others;
    // A folder that may not be read, or has gone meanwhile, has no files for us.
    const entries = await readdir(folder || ".", { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      if (/^\.|^node_modules$/.test(entry.name)) continue;
      const path = folder === "" ? entry.name : join(folder, entry.name);
      if (entry.isDirectory() && depth < deepest) waiting.push({ folder: path, depth: depth + 1 });
      if (entry.isFile() && isCheckpoint(path)) {
        const found = await stat(path).catch(() => undefined);
        if (found) {
          files.push({ path, bytes: found.size, modified: found.mtime.toISOString() });
        }
      }
    }
  }
  files.sort((a, b) => b.modified.localeCompare(a.modified) || a.path.localeCompare(b.path));
  return { result: { files: files.slice(0, mostFiles) } };
}

/** Whether a file has the format that is compared. */
export function isCheckpoint(path: string): boolean {
  return path.endsWith(".safetensors");
}
