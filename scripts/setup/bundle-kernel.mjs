import { statSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { root } from "./paths.mjs";
import { step } from "./step.mjs";

const kernel = join(root, "kernel");
const lib = join(kernel, "lib");

/** What each of the kernel's two threads loads, by the file that it is put into. */
const threads = { "threads/protocol": "core/start.js", "threads/user": "runtime/start.js" };

/**
 * Puts what a thread of the kernel needs into one file: to find and open a hundred small ones takes
 * a good part of its start. What is loaded when it is needed stays so.
 */
export async function bundleKernel() {
  const compiled = timeOf(".tsbuildinfo");
  if (Object.keys(threads).every((name) => timeOf(`${name}.js`) >= compiled)) return;
  const { buildSync } = createRequire(join(kernel, "package.json"))("esbuild");
  const entries = Object.entries(threads).map(([name, file]) => [name, join(lib, file)]);
  // Leaves no process behind, as the asynchronous one would while JupyterLab runs.
  await step("Bundling the kernel", async () =>
    buildSync({
      entryPoints: Object.fromEntries(entries),
      outdir: lib,
      bundle: true,
      packages: "external",
      platform: "node",
      target: "node20",
      format: "cjs",
    }),
  );
}

/** When a file was written; 0 if there is none. */
function timeOf(name) {
  return statSync(join(lib, name), { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
