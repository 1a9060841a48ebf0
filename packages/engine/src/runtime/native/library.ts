import { dirname, join } from "node:path";

/** How ONNX Runtime's library is called where onnxruntime-node has one. */
const names: Readonly<Record<string, string>> = {
  "linux-x64": "libonnxruntime.so.1",
  "linux-arm64": "libonnxruntime.so.1",
  "darwin-arm64": "libonnxruntime.1.dylib",
  "win32-x64": "onnxruntime.dll",
  "win32-arm64": "onnxruntime.dll",
};

/**
 * The file of ONNX Runtime's library for this machine.
 *
 * @throws Error that names the machines for which there is one.
 */
export function libraryFile(): string {
  const { platform, arch } = process;
  const name = names[`${platform}-${arch}`];
  if (name === undefined) {
    throw new Error(
      `Cannot run a traced step on ${platform}-${arch}: ONNX Runtime comes for ` +
        `${Object.keys(names).join(", ")}; train in the eager gear`,
    );
  }
  const folder = dirname(require.resolve("onnxruntime-node/package.json"));
  return join(folder, "bin", "napi-v6", platform, arch, name);
}
