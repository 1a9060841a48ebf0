// `npm run ok`: all that a person should run before a commit.
import { requireNode } from "./setup/node-version.mjs";

requireNode();
import("./checks/ok.mjs").then(({ ok }) => ok());
