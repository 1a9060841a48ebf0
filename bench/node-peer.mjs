import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "../scripts/setup/command.mjs";
import { lab } from "../scripts/setup/paths.mjs";
import { Problem } from "../scripts/setup/problem.mjs";
import { step } from "../scripts/setup/step.mjs";
import { benchLab } from "./paths.mjs";
import { reason } from "./reason.mjs";

/**
 * Installs an npm package that only the benchmarks need into a folder of its own, outside the
 * workspace, unless it is there; returns that folder. `download` says what its install script
 * fetches; without it no script runs. Throws a Problem that says why it cannot.
 */
export async function installNodePeer(name, version, { download } = {}) {
  const folder = join(benchLab, "peers", name.replaceAll("/", "-"));
  const manifest = join(folder, "node_modules", name, "package.json");
  if (existsSync(manifest) && JSON.parse(readFileSync(manifest, "utf8")).version === version) {
    return folder;
  }
  await step(`Installing ${name} ${version} for the benchmarks`, async () => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "package.json"), '{ "private": true }\n');
    const { code, output } = await npm(folder, [
      ...["install", `${name}@${version}`, "--no-fund", "--no-audit"],
      ...["--cache", join(lab, "cache/npm"), `--ignore-scripts=${!download}`],
    ]);
    if (code === 0) return;
    throw new Problem(
      reason({ what: `${name} ${version}`, from: download ?? "the npm registry", output }),
    );
  });
  return folder;
}

function npm(cwd, args) {
  const cli = process.env.npm_execpath;
  return cli
    ? run(process.execPath, [cli, ...args], { log: "bench", cwd })
    : run("npm", args, { log: "bench", cwd });
}
