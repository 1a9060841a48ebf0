export { installKernel, kernelSpec, uninstallKernel } from "./install/kernel-spec.js";
export { kernelsFolder } from "./install/locations.js";
