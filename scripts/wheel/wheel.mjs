import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { run } from "../setup/command.mjs";
import { python, root } from "../setup/paths.mjs";
import { Problem, reportProblems } from "../setup/problem.mjs";
import { setUp } from "../setup/set-up.mjs";

/** Packs the bundled extensions, and says where the wheel lies. */
export function wheel() {
  return reportProblems(async () => {
    await setUp({ tests: true });
    const folder = join(root, "output/wheel");
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const args = ["-m", "hatchling", "build", "-t", "wheel", "-d", folder];
    const cwd = join(root, "extensions");
    const { code, output } = await run(python, args, { log: "wheel", cwd });
    const [made] = readdirSync(folder);
    if (code !== 0 || !made) throw new Problem(`Cannot pack the wheel:\n\n${output}`);
    console.log(relative(root, join(folder, made)));
    return 0;
  });
}
