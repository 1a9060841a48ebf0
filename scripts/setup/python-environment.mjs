import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ask, run } from "./command.mjs";
import { findPython } from "./find-python.mjs";
import { installProblem, lastLines } from "./network.mjs";
import { lab, python, root, venv } from "./paths.mjs";
import { Problem } from "./problem.mjs";
import { step } from "./step.mjs";

const LOG = ".lab/log/python.log";
const UV = "uv==0.13.9";
/** How all programs run; uv keeps its downloads in the clone, and fetches nothing but packages. */
const options = {
  log: "python",
  env: { ...process.env, UV_CACHE_DIR: join(lab, "cache/uv"), UV_PYTHON_DOWNLOADS: "never" },
};
const stamp = join(venv, "requirements-installed");

/** Makes the private Python environment what the requirement locks say, unless it is already. */
export async function makePythonEnvironment({ tests = false } = {}) {
  const files = ["requirements-lab.txt", ...(tests ? ["requirements-test.txt"] : [])];
  const wanted = files.map((file) => `${file} ${hashOf(join(root, file))}`);
  const installed = existsSync(stamp) ? readFileSync(stamp, "utf8").split("\n") : [];
  if (existsSync(python) && wanted.every((line) => installed.includes(line))) return;
  await step("Making the Python environment", async () => {
    const install = await (ask("uv", ["--version"]) ? withUv() : withPip());
    await install(files.flatMap((file) => ["-r", join(root, file)]));
    writeFileSync(stamp, wanted.join("\n"));
  });
}

/** uv needs no venv module; the Python is the machine's. */
async function withUv() {
  await create("uv", ["venv", "--allow-existing", "--python", findPython().program, venv]);
  return (files) => install("uv", ["pip", "install", "--python", python, ...files]);
}

/** The first way that this Python knows: venv, virtualenv, or a bare venv filled from outside. */
async function withPip() {
  const { program, has } = findPython();
  if (has.has("venv") && has.has("ensurepip")) {
    await create(program, ["-m", "venv", venv]);
  } else if (has.has("virtualenv")) {
    await create(program, ["-m", "virtualenv", "--app-data", join(lab, "cache/virtualenv"), venv]);
  } else if (has.has("venv") && has.has("pip")) {
    await create(program, ["-m", "venv", "--without-pip", venv]);
    return installerOf([program, "-m", "pip", "--python", python]);
  } else {
    throw new Problem(
      `Cannot set up JupyterLab: ${program} has neither its venv module nor virtualenv; ` +
        "install one of them (Debian and Ubuntu: apt install python3-venv) or uv.",
    );
  }
  return installerOf([python, "-m", "pip"]);
}

/** pip fetches uv, which needs a fifth of pip's time; where uv cannot install, pip itself does. */
function installerOf([program, ...pip]) {
  const args = [...pip, "install", "--disable-pip-version-check", "--no-cache-dir"];
  return async (files) => {
    const fetched = await run(program, [...args, UV], options);
    const uv = ["-m", "uv", "pip", "install", "--python", python, ...files];
    if (fetched.code === 0 && (await run(python, uv, options)).code === 0) return;
    await install(program, [...args, ...files]);
  };
}

async function create(program, args) {
  const { code, output } = await run(program, args, options);
  if (code !== 0) throw pythonProblem(output);
}

async function install(program, args) {
  const { code, output } = await run(program, args, options);
  const from = "the Python package index";
  if (code !== 0) throw installProblem({ what: "JupyterLab", from, output, log: LOG });
}

function pythonProblem(output) {
  return new Problem(
    `Cannot make a Python environment in ${venv}:\n\n${lastLines(output)}\n\n` +
      `see ${LOG}; name another Python (3.10 or newer) in ROSENBLATT_PYTHON.`,
  );
}

function hashOf(file) {
  return createHash("sha256").update(readFileSync(file)).digest("hex");
}
