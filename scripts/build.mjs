// `npm run build`: compiles all TypeScript and bundles the JupyterLab extensions.
import { requireNode } from "./setup/node-version.mjs";

requireNode();
Promise.all([import("./setup/build.mjs"), import("./setup/problem.mjs")]).then(
  ([{ buildAll }, { reportProblems }]) => reportProblems(buildAll),
);
