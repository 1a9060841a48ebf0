import { existsSync, mkdirSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { ask, run } from "../../scripts/setup/command.mjs";
import { Problem } from "../../scripts/setup/problem.mjs";
import { step } from "../../scripts/setup/step.mjs";
import { installNodePeer } from "../node-peer.mjs";
import { pythonOf, venvOf } from "../paths.mjs";
import { installPython } from "../python-environment.mjs";
import { lastError } from "../reason.mjs";

const NAME = "@tensorflow/tfjs-node";
const BINDING = "lib/napi-v8/tfjs_binding.node";

/**
 * Installs tfjs-node into a folder of its own and returns that. Its install script downloads the
 * native library from a server that lacks builds for current systems, so it is compiled against
 * the same library of TensorFlow's Python package (the Keras contender's), unless it is there.
 */
export async function installTfjsNode(version) {
  const folder = await installNodePeer(NAME, version);
  const module = join(folder, "node_modules", NAME);
  if (existsSync(join(module, BINDING))) return folder;
  await installPython("requirements-keras.txt", { venv: venvOf("keras") });
  await step("Compiling tfjs-node for the benchmarks", async () => {
    linkTensorFlow(join(module, "deps"));
    const { code, output } = await compile(module);
    if (code === 0) return;
    throw new Problem(`Cannot compile ${NAME} ${version}: ${lastError(output)}`);
  });
  return folder;
}

/** Lays TensorFlow's headers and shared libraries out as the native package does. */
function linkTensorFlow(deps) {
  const where = "import importlib.util as u; print(u.find_spec('tensorflow').origin)";
  const tensorflow = dirname(ask(pythonOf(venvOf("keras")), ["-c", where]));
  mkdirSync(join(deps, "lib"), { recursive: true });
  link(join(tensorflow, "include"), join(deps, "include"));
  for (const [library, name] of [
    ["libtensorflow_cc.so.2", "libtensorflow.so"],
    ["libtensorflow_framework.so.2", "libtensorflow_framework.so"],
  ]) {
    link(join(tensorflow, library), join(deps, "lib", library));
    link(join(tensorflow, library), join(deps, "lib", name));
  }
}

function link(target, path) {
  if (!existsSync(path)) symlinkSync(target, path);
}

/** Node's headers are where its own installation has them, else node-gyp downloads them. */
function compile(cwd) {
  const prefix = dirname(dirname(process.execPath));
  const headers = existsSync(join(prefix, "include/node/node.h"));
  const env = { ...process.env, ...(headers && { npm_config_nodedir: prefix }) };
  const builder = join(cwd, "../../.bin/node-pre-gyp");
  return run(builder, ["install", "--build-from-source"], { log: "bench", cwd, env });
}
