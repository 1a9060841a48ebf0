import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ask, run } from "../scripts/setup/command.mjs";
import { findPython } from "../scripts/setup/find-python.mjs";
import { lab, root } from "../scripts/setup/paths.mjs";
import { Problem } from "../scripts/setup/problem.mjs";
import { step } from "../scripts/setup/step.mjs";
import { benchPython, benchVenv, here } from "./paths.mjs";
import { reason } from "./reason.mjs";

/**
 * Installs a requirements file of this folder into the benchmarks' own Python environment, unless
 * it is there already. Throws a Problem that says why it cannot.
 */
export async function installPython(file) {
  const stamp = join(benchVenv, `${file}.installed`);
  const wanted = [join(here, file), join(root, "requirements-test.txt")]
    .map((path) => readFileSync(path, "utf8"))
    .join("\n");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  await step(`Installing ${file} for the benchmarks`, async () => {
    const uv = ask("uv", ["--version"]) !== undefined;
    if (!existsSync(benchPython)) await (uv ? uvVenv() : venv());
    const requirements = ["install", "-r", join(here, file)];
    const install = uv
      ? await call("uv", ["pip", ...requirements, "--python", benchPython])
      : await call(benchPython, ["-m", "pip", ...requirements]);
    if (install.code !== 0) {
      const from = "the Python package index";
      throw new Problem(reason({ what: `bench/${file}`, from, output: install.output }));
    }
    writeFileSync(stamp, wanted);
  });
}

async function uvVenv() {
  await make("uv", ["venv", "--python", findPython().program, benchVenv]);
}

async function venv() {
  await make(findPython().program, ["-m", "venv", benchVenv]);
}

async function make(program, args) {
  const { code, output } = await call(program, args);
  if (code !== 0) {
    throw new Problem(`Cannot make a Python environment in ${benchVenv}:\n\n${output}`);
  }
}

function call(program, args) {
  const env = {
    ...process.env,
    PIP_NO_CACHE_DIR: "1",
    PIP_DISABLE_PIP_VERSION_CHECK: "1",
    UV_CACHE_DIR: join(lab, "cache/uv"),
    UV_PYTHON_DOWNLOADS: "never",
  };
  return run(program, args, { log: "bench", env });
}
