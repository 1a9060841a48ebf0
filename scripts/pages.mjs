// `npm run pages`: the notebooks executed, as pages to look at; `npm run pages -- 07 12` for some.
import { requireNode } from "./setup/node-version.mjs";

requireNode();
import("./pages/pages.mjs").then(({ pages }) => pages(process.argv.slice(2)));
