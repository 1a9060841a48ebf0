// `npm start`: sets up what is missing and opens JupyterLab on notebooks/.
// Only what an old Node can parse is imported before the version check.
import { requireNode } from "./setup/node-version.mjs";

requireNode();
import("./lab/start.mjs").then(({ start }) => start(process.argv.slice(2)));
