// `npm run screenshots`: what the browser tests see of JupyterLab, for the README and the docs.
import { requireNode } from "./setup/node-version.mjs";

requireNode();
import("./pages/screenshots.mjs").then(({ screenshots }) => screenshots());
