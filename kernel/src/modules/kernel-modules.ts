/** A module that the kernel has built in. */
export function kernelModule(name: string): unknown {
  if (name === "tslab") return (require("./tslab.js") as typeof import("./tslab.js")).tslab;
  throw new Error(`Cannot load "${name}": the kernel has no such module`);
}
