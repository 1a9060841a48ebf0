import { homedir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Where a data set is looked for, in this order. */
export interface SearchPlaces {
  /** This user's folder for it; what is fetched is kept here. */
  readonly cache: string;
  /** The folder of the system's package. */
  readonly system: string;
  /** A folder or a base address with copies of data sets. */
  readonly mirror: string | undefined;
  /** Its home on the web. */
  readonly address: string;
}

/** The places for the data set kept in `folder`, as the environment has it. */
export function searchPlaces(
  { folder, address }: { folder: string; address: string },
  env: NodeJS.ProcessEnv = process.env,
): SearchPlaces {
  const mirror = env.ROSENBLATT_MIRROR;
  return {
    cache: join(env.ROSENBLATT_DATA || cacheFolder(env), folder),
    system: `/usr/share/datasets/${folder}`,
    mirror: mirror ? within(mirror, folder) : undefined,
    address,
  };
}

/** Whether a place is on the web rather than a folder. */
export function isAddress(place: string): boolean {
  return /^https?:\/\//i.test(place);
}

function within(mirror: string, folder: string): string {
  if (isAddress(mirror)) {
    return `${mirror.replace(/\/+$/, "")}/${folder}`;
  }
  return join(mirror.startsWith("file:") ? fileURLToPath(mirror) : mirror, folder);
}

function cacheFolder(env: NodeJS.ProcessEnv): string {
  const home = homedir();
  const defaults: Partial<Record<NodeJS.Platform, string>> = {
    darwin: join(home, "Library", "Caches"),
    win32: env.LOCALAPPDATA || join(home, "AppData", "Local"),
  };
  const base = env.XDG_CACHE_HOME || defaults[process.platform] || join(home, ".cache");
  return join(base, "rosenblatt");
}
