import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "./command.mjs";
import { installProblem } from "./network.mjs";
import { lab, root } from "./paths.mjs";
import { step } from "./step.mjs";

/** Makes node_modules what package-lock.json says, unless it is that already. */
export async function installNodePackages() {
  if (installedAsLocked()) return;
  await step("Installing the Node packages", async () => {
    // --cache keeps npm's downloads inside the clone too.
    const cache = ["--cache", join(lab, "cache/npm")];
    const retries = ["--fetch-retry-mintimeout=1000", "--fetch-retry-maxtimeout=10000"];
    const args = ["ci", "--no-fund", "--no-audit", ...cache, ...retries];
    const npm = process.env.npm_execpath;
    const { code, output } = npm
      ? await run(process.execPath, [npm, ...args], { log: "npm" })
      : await run("npm", args, { log: "npm" });
    if (code !== 0) {
      const from = "the npm registry";
      throw installProblem({ what: "the Node packages", from, output, log: ".lab/log/npm.log" });
    }
  });
}

/** Whether npm's own note of what it installed names every package of the lock. */
function installedAsLocked() {
  const note = join(root, "node_modules/.package-lock.json");
  if (!existsSync(note)) return false;
  const installed = packagesOf(note);
  return Object.entries(packagesOf(join(root, "package-lock.json"))).every(
    ([path, { version, link, optional, devOptional, peer }]) =>
      !path.includes("node_modules/") ||
      (link && existsSync(join(root, path))) ||
      ((optional || devOptional || peer) && !installed[path]) ||
      installed[path]?.version === version,
  );
}

function packagesOf(file) {
  return JSON.parse(readFileSync(file, "utf8")).packages;
}
