import { join } from "node:path";
import { userDataFolder } from "../install/locations.js";

/**
 * Where the sessions are kept: the folder that ROSENBLATT_HISTORY names, else one in Jupyter's data
 * folder; undefined if it is "off".
 */
export function historyFolder(environment = process.env): string | undefined {
  const { ROSENBLATT_HISTORY: asked } = environment;
  if (asked === "off") return undefined;
  return asked || join(userDataFolder(environment), "rosenblatt", "history");
}
