// `npm run bench`: side by side against what a user would pick instead.
// Only what an old Node can parse is imported before the version check.
import { requireNode } from "./setup/node-version.mjs";

requireNode();
import("../bench/main.mjs").then(({ main }) => main(process.argv.slice(2)));
