import { execFile } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { chromium } from "../checks/chromium.mjs";
import { mirror } from "../checks/mirror.mjs";
import { python, root } from "../setup/paths.mjs";
import { privateEnvironment } from "../setup/private-environment.mjs";
import { reportProblems } from "../setup/problem.mjs";
import { setUp } from "../setup/set-up.mjs";
import { coverOf } from "./cover.mjs";
import { photograph } from "./photograph.mjs";

const folder = join(root, "output/pages");
const covers = join(root, "docs/lecture");

/**
 * Executes notebooks, all or those whose names begin so, and leaves of each the executed notebook,
 * a light and a dark page, and their photographs in `output/pages`; its cover goes to `docs/lecture`.
 */
export function pages(beginnings) {
  return reportProblems(async () => {
    await setUp({ tests: true });
    mkdirSync(folder, { recursive: true });
    mkdirSync(covers, { recursive: true });
    const names = readdirSync(join(root, "notebooks"))
      .filter((file) => file.endsWith(".ipynb"))
      .map((file) => file.replace(/\.ipynb$/, ""))
      .filter(
        (name) => beginnings.length === 0 || beginnings.some((each) => name.startsWith(each)),
      );
    for (const name of names) console.log(`${name}: ${await page(name)} s`);
    return 0;
  });
}

/** @returns how many seconds the notebook took. */
async function page(name) {
  const executed = join(folder, `${name}.ipynb`);
  const script = join(root, "test/notebooks/execute.py");
  const source = join(root, "notebooks", `${name}.ipynb`);
  const told = await run([script, "rosenblatt", source, executed, "600"]);
  const { seconds, failure } = JSON.parse(told.trim().split("\n").at(-1));
  if (failure) throw new Error(`${name} fails:\n${failure}`);

  const cover = coverOf(JSON.parse(readFileSync(executed, "utf8")));
  if (cover) writeFileSync(join(covers, `${name}.png`), cover);
  for (const theme of ["light", "dark"]) {
    const html = join(folder, `${name}-${theme}.html`);
    const options = [`--HTMLExporter.theme=${theme}`, "--output", html, executed];
    await run(["-m", "nbconvert", "--to", "html", "--log-level", "ERROR", ...options]);
    await photograph(html, { browser: chromium() });
  }
  return Math.round(seconds);
}

async function run(words) {
  const env = { ...mirror(), ...privateEnvironment() };
  const { stdout } = await promisify(execFile)(python, words, { env, maxBuffer: 1e8 });
  return stdout;
}
