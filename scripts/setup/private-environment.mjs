import { delimiter, join } from "node:path";
import { lab, root, runtime } from "./paths.mjs";

/**
 * Environment variables that keep what a program writes inside the clone, and let it find this
 * clone's kernel and extensions. `kernels` adds folders with more kernel specs.
 */
export function privateEnvironment({ kernels = [] } = {}) {
  const { JUPYTER_PATH, ROSENBLATT_DATA } = process.env;
  const shares = [join(lab, "share/jupyter"), ...kernels, join(root, "share/jupyter")];
  return {
    ...process.env,
    JUPYTER_PATH: [...shares, JUPYTER_PATH].filter(Boolean).join(delimiter),
    JUPYTER_CONFIG_PATH: join(root, "etc/jupyter"),
    JUPYTER_CONFIG_DIR: join(lab, "config"),
    JUPYTER_DATA_DIR: join(lab, "data"),
    JUPYTER_RUNTIME_DIR: runtime,
    JUPYTER_PLATFORM_DIRS: "1",
    IPYTHONDIR: join(lab, "ipython"),
    npm_config_cache: join(lab, "cache/npm"),
    ROSENBLATT_DATA: ROSENBLATT_DATA || join(lab, "datasets"),
  };
}
