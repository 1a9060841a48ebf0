// `npm test`: sets up what is missing, then runs Jest; `npm test -- kernel` runs one part.
import { requireNode } from "./setup/node-version.mjs";

requireNode();
import("./checks/test.mjs").then(({ test }) => test(process.argv.slice(2)));
