import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const MAC = [
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** The browser for the browser tests: CHROMIUM, else the system's own, or undefined. */
export function chromium() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const folders = (process.env.PATH ?? "").split(delimiter);
  const places = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  const found = [...places, ...MAC].find((path) => existsSync(path));
  if (!found) {
    console.log(
      "  No Chromium on this machine: the browser tests are skipped. " +
        "Install one (Debian: apt install chromium) or name one in CHROMIUM.",
    );
  }
  return found;
}
