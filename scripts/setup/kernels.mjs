import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "./command.mjs";
import { lastLines } from "./network.mjs";
import { lab, root } from "./paths.mjs";
import { Problem } from "./problem.mjs";

/** Where the kernel specs are that only the tests may see. */
export const testKernels = join(lab, "test/share/jupyter");

/** Writes the kernel specs with this Node's path into the clone; `tests` adds stock tslab. */
export async function installKernels({ tests = false } = {}) {
  const args = [join(root, "kernel/bin/rosenblatt-kernel.js"), "install", "--prefix", lab];
  const { code, output } = await run(process.execPath, args, { log: "kernel" });
  if (code !== 0) {
    throw new Problem(`Cannot register the kernel with JupyterLab:\n\n${lastLines(output)}`);
  }
  if (tests) writeTslabSpec();
}

function writeTslabSpec() {
  const folder = join(testKernels, "kernels/tslab");
  const tslab = join(root, "node_modules/tslab/bin/tslab");
  const spec = {
    argv: [process.execPath, tslab, "kernel", "--config-path", "{connection_file}"],
    display_name: "TypeScript (tslab)",
    language: "typescript",
  };
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "kernel.json"), JSON.stringify(spec, null, 2));
}
