import type { Magic } from "../magic.js";
import { createPackage, isCloneRoot, nearestPackage } from "../package-folder.js";
import { missingTypes, packageNames } from "../package-types.js";
import { type NpmOptions, runNpm } from "../run-npm.js";
import { splitWords } from "../split-words.js";

const commands = ["install", "uninstall", "update", "list", "outdated", "view", "run", "audit"];

export const npm: Magic = {
  name: "npm",
  usage: ["%npm install package …", "%npm command …"],
  summary: "Installs packages for the notebook, or runs another command of npm.",
  details:
    "It works in the nearest folder from the notebook's upward that has a `package.json`, and says " +
    "which; without one it is made beside the notebook. A package without types gets those of " +
    "`@types` where they exist. The next cell can import what was installed.",
  example: "%npm install zod",
  complete: (written) => {
    const word = /^\s*(\S*)$/.exec(written)?.[1];
    if (word === undefined) return [];
    const fitting = commands.filter((each) => each.startsWith(word));
    return fitting.map((text) => ({ text, kind: "keyword" }));
  },
  run: async ({ line }, { display, folder }) => {
    const [command = "help", ...words] = splitWords(line);
    if (!/^(i|install|add)$/.test(command)) {
      const place = nearestPackage(folder()) ?? folder();
      return runNpm([command, ...words], { folder: place, display });
    }
    const place = placeToInstall(folder());
    const options = { folder: place, display, flags: ["--no-fund", "--no-audit"] };
    await runNpm([command, ...words], options);
    await installTypes(words, options);
  },
};

/** Where packages go; says so, and makes a package.json where there is none. */
function placeToInstall(folder: string): string {
  const nearest = nearestPackage(folder);
  if (nearest === undefined) createPackage(folder);
  const place = nearest ?? folder;
  const what =
    nearest === undefined
      ? "made a package.json"
      : place === folder
        ? "the notebook's folder"
        : `the nearest folder with a package.json above ${folder}`;
  const root = isCloneRoot(place) ? ", the root of a git clone" : "";
  process.stdout.write(`Installing into ${place} (${what}${root})\n`);
  return place;
}

/** Packages of types that do not exist are nothing to be told of. */
async function installTypes(words: readonly string[], options: NpmOptions): Promise<void> {
  const missing = packageNames(words).flatMap((name) => missingTypes(name, options.folder) ?? []);
  for (const types of missing) {
    const install = runNpm(["install", "--save-dev", types], {
      ...options,
      isQuiet: true,
    });
    await install.catch((error: Error) => {
      if (error.name === "KeyboardInterrupt") throw error;
    });
  }
}
