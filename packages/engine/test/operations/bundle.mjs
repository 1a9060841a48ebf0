import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const core = join(dirname(createRequire(import.meta.url).resolve("@tensorflow/tfjs-core")));

/** The files of operation tests that TensorFlow.js ships, from its folder and without `.js`. */
export const testFiles = readdirSync(core, { recursive: true })
  .map((name) => String(name).replaceAll("\\", "/"))
  .filter((name) => name.endsWith("_test.js"))
  .map((name) => name.slice(0, -".js".length))
  .sort();

const backends = {
  ours: `export { ready } from ${JSON.stringify(join(here, "../../src/index.ts"))};`,
  stock: `
    import { dirname } from "node:path";
    import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
    import "@tensorflow/tfjs-backend-cpu";
    setWasmPaths(dirname(require.resolve("@tensorflow/tfjs-backend-wasm")) + "/");
    export const ready = async () => {};`,
};

/**
 * Writes one script of TensorFlow.js's own tests and of the WebAssembly backend, ours or the stock
 * one. Everything in it shares one copy of TensorFlow.js.
 */
export async function bundle(backend, outfile) {
  const tests = testFiles.map(
    (file) => `${JSON.stringify(file)}: () => require("@tensorflow/tfjs-core/dist/${file}.js")`,
  );
  const contents = `
    import "@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops";
    import "@tensorflow/tfjs-core/dist/register_all_gradients";
    import { setTestEnvs } from "@tensorflow/tfjs-core/dist/jasmine_util";
    ${backends[backend]}
    setTestEnvs([{ name: "wasm", backendName: "wasm", isDataSync: true }]);
    export const tests = { ${tests.join(",\n")} };`;
  await build({
    stdin: { contents, resolveDir: here, sourcefile: "operations.js" },
    bundle: true,
    platform: "node",
    mainFields: ["module", "main"],
    external: ["jasmine-core", "koffi", "node-fetch", "onnxruntime-node"],
    logLevel: "error",
    outfile,
  });
}
