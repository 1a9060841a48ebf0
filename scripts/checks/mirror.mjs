import { existsSync } from "node:fs";
import { join } from "node:path";
import { root } from "../setup/paths.mjs";

/** The variable that names the folder of data beside the clone, where there is one. */
export function mirror() {
  const folder = join(root, "../shared/data");
  return existsSync(folder) ? { ROSENBLATT_MIRROR: folder } : {};
}
