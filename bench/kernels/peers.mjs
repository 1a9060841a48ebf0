import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { ask, run } from "../../scripts/setup/command.mjs";
import { root } from "../../scripts/setup/paths.mjs";
import { Problem } from "../../scripts/setup/problem.mjs";
import { installNodePeer } from "../node-peer.mjs";
import { benchLab, benchPython, benchVenv } from "../paths.mjs";
import { lastError } from "../reason.mjs";

const DENO = "2.9.6";
const require = createRequire(import.meta.url);

/** Where the kernel specs are that the client reads. */
export const specFolders = [
  join(benchLab, "share/jupyter/kernels"),
  join(benchVenv, "share/jupyter/kernels"),
];

/** The kernels, each with the way to make its kernel spec; `prepare` resolves to its version. */
export const kernels = [
  { title: "Rosenblatt", name: "rosenblatt", language: "typescript", prepare: prepareOurs },
  { title: "ipykernel", name: "python3", language: "python", prepare: prepareIpykernel },
  { title: "tslab", name: "tslab", language: "typescript", prepare: prepareTslab },
  { title: "Deno", name: "deno", language: "typescript", prepare: prepareDeno },
];

async function prepareOurs() {
  const command = join(root, "kernel/bin/rosenblatt-kernel.js");
  const { code, output } = await run(process.execPath, [command, "install", "--prefix", benchLab], {
    log: "bench",
  });
  if (code !== 0) throw new Problem(`its kernel spec cannot be written: ${lastError(output)}`);
  return versionOf(join(root, "kernel/package.json"));
}

/** Its package has brought the spec. */
function prepareIpykernel() {
  return ask(benchPython, ["-c", "import ipykernel; print(ipykernel.__version__)"]);
}

function prepareTslab() {
  const manifest = require.resolve("tslab/package.json");
  const command = join(manifest, "../bin/tslab");
  writeSpec("tslab", [process.execPath, command, "kernel", "--config-path", "{connection_file}"]);
  return versionOf(manifest);
}

async function prepareDeno() {
  const folder = await installNodePeer("deno", DENO);
  const platforms = join(folder, "node_modules/@deno");
  const [platform] = readdirSync(platforms);
  const program = process.platform === "win32" ? "deno.exe" : "deno";
  const command = join(platforms, platform, program);
  writeSpec("deno", [command, "jupyter", "--kernel", "--conn", "{connection_file}"]);
  return DENO;
}

function writeSpec(name, argv) {
  const folder = join(specFolders[0], name);
  mkdirSync(folder, { recursive: true });
  const spec = { argv, display_name: name, language: "typescript" };
  writeFileSync(join(folder, "kernel.json"), JSON.stringify(spec, null, 2));
}

function versionOf(manifest) {
  return JSON.parse(readFileSync(manifest, "utf8")).version;
}
