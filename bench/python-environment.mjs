import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ask, run } from "../scripts/setup/command.mjs";
import { findPython } from "../scripts/setup/find-python.mjs";
import { lab, root } from "../scripts/setup/paths.mjs";
import { Problem } from "../scripts/setup/problem.mjs";
import { step } from "../scripts/setup/step.mjs";
import { benchVenv, here, pythonOf } from "./paths.mjs";
import { reason } from "./reason.mjs";

/**
 * Installs a requirements file of this folder into a Python environment of the benchmarks, unless
 * it is there already. Throws a Problem that says why it cannot.
 */
export async function installPython(file, { venv = benchVenv } = {}) {
  const python = pythonOf(venv);
  const stamp = join(venv, `${file}.installed`);
  const wanted = [join(here, file), join(root, "requirements-test.txt")]
    .map((path) => readFileSync(path, "utf8"))
    .join("\n");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  await step(`Installing ${file} for the benchmarks`, async () => {
    const uv = ask("uv", ["--version"]) !== undefined;
    if (!existsSync(python)) await makeVenv(venv, { uv });
    const requirements = ["install", "-r", join(here, file)];
    const install = uv
      ? await call("uv", ["pip", ...requirements, "--python", python])
      : await call(python, ["-m", "pip", ...requirements]);
    if (install.code !== 0) {
      const from = "the Python package index";
      throw new Problem(reason({ what: `bench/${file}`, from, output: install.output }));
    }
    writeFileSync(stamp, wanted);
  });
}

async function makeVenv(folder, { uv }) {
  const { program } = findPython();
  const { code, output } = uv
    ? await call("uv", ["venv", "--python", program, folder])
    : await call(program, ["-m", "venv", folder]);
  if (code !== 0) {
    throw new Problem(`Cannot make a Python environment in ${folder}:\n\n${output}`);
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
