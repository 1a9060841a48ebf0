/** In a browser the backend's .wasm files lie beside the script, unless `wasmFiles` says where. */
export const wasmFolder: string | undefined = undefined;
