// `npm run wheel`: the JupyterLab extensions as a wheel that pip installs anywhere.
import { requireNode } from "./setup/node-version.mjs";

requireNode();
import("./wheel/wheel.mjs").then(({ wheel }) => wheel());
