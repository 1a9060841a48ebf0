import { existsSync } from "node:fs";
import { join } from "node:path";
import { root } from "../setup/paths.mjs";

/**
 * Reads what follows `npm start --`: `--no-browser` and `--port` are acted on here, a notebook's
 * name says what to open, and `rest` goes on to JupyterLab as it is.
 */
export function readOptions(args) {
  const options = { browser: true, port: undefined, notebook: undefined, rest: [] };
  for (let i = 0; i < args.length; i++) {
    const [name, value] = args[i].split(/=(.*)/s);
    if (name === "--no-browser") options.browser = false;
    else if (name === "--port" || name === "--ServerApp.port") {
      options.port = Number(value ?? args[++i]);
    } else if (isNotebook(name)) options.notebook = name.replace(/^notebooks\//, "");
    else options.rest.push(args[i]);
  }
  return options;
}

function isNotebook(name) {
  const path = name.replace(/^notebooks\//, "");
  return name.endsWith(".ipynb") && existsSync(join(root, "notebooks", path));
}
