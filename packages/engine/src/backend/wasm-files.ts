import { wasmFolder } from "./wasm-folder.js";

let address = wasmFolder;
let asked = false;

/**
 * Says in which folder or at which address the .wasm files of `@tensorflow/tfjs-backend-wasm` and
 * `onnxruntime-web` lie, the latter with their .mjs files: a page needs it where they are not
 * beside its script. It has to follow the import directly.
 *
 * @example
 * wasmFiles("https://example.org/static/"); // before the first tensor, in a page
 * @throws Error when they are being loaded already.
 */
export function wasmFiles(folder: string): void {
  if (asked) {
    throw new Error(
      `Cannot load WebAssembly from ${folder}: it is loaded already; ` +
        "say so right after the import of the engine, before the first await",
    );
  }
  address = folder.endsWith("/") ? folder : `${folder}/`;
}

/** Where the files lie; undefined for beside the script. */
export function wasmAddress(): string | undefined {
  asked = true;
  return address;
}
