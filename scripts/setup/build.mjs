import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, relative, resolve } from "node:path";
import { bundleKernel } from "./bundle-kernel.mjs";
import { run } from "./command.mjs";
import { writeLecture } from "./lecture-contents.mjs";
import { root } from "./paths.mjs";
import { Problem } from "./problem.mjs";
import { step } from "./step.mjs";

const require = createRequire(join(root, "package.json"));

/** Compiles all TypeScript, bundles the kernel and the JupyterLab extensions; quick when nothing changed. */
export async function buildAll() {
  const { output } = await compiler(["--dry"]);
  if (/would (build|update)/.test(output)) await step("Compiling", compile);
  await bundleKernel();
  for (const { name } of extensions()) await buildExtension(name);
  await writeLecture();
}

function extensions() {
  const entries = readdirSync(join(root, "extensions"), { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory());
}

async function compile() {
  const { code, output } = await compiler(["--pretty", "false"]);
  if (code !== 0) throw new Problem(`Cannot compile Rosenblatt; correct these:\n\n${output}`);
}

function compiler(args) {
  const tsc = join(require.resolve("typescript/package.json"), "../bin/tsc");
  return run(process.execPath, [tsc, "-b", ...args], { log: "build" });
}

/** What `jupyter labextension build` runs, by Node alone. */
async function buildExtension(name) {
  const folder = join(root, "extensions", name);
  const { outputDir } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")).jupyterlab;
  const stamp = join(resolve(folder, outputDir), ".built-from");
  const sources = fingerprint(folder);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === sources) return;
  await step(`Bundling the ${name} extension`, async () => {
    const builder = require.resolve("@jupyter/builder/lib/build-labextension.js");
    const core = require.resolve("@jupyterlab/core-meta/core.package.json");
    const args = [builder, "--core-package-file", core, folder];
    const { code, output } = await run(process.execPath, args, { log: "build", cwd: folder });
    if (code !== 0) throw new Problem(`Cannot bundle extensions/${name}:\n\n${output}`);
    writeFileSync(stamp, sources);
  });
}

/** One hash over all that goes into the bundle: own files, and the versions of the others. */
function fingerprint(folder) {
  const hash = createHash("sha256");
  const add = (file) => hash.update(relative(root, file)).update(readFileSync(file));
  for (const part of ["lib", "schema", "style"].filter((name) => existsSync(join(folder, name)))) {
    for (const file of readdirSync(join(folder, part), { recursive: true }).sort()) {
      if (/\.(js|json|css|svg)$/.test(file)) add(join(folder, part, file));
    }
  }
  add(join(folder, "package.json"));
  add(join(root, "package-lock.json"));
  return hash.digest("hex");
}
