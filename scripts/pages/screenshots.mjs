import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "../checks/test.mjs";
import { root } from "../setup/paths.mjs";

/** The journeys of the browser tests whose pictures are shown, and which of them. */
const SHOWN = {
  lecture: ["lecture-light-1280"],
  model: ["model-from-run-light"],
  runs: ["runs-panel-light-1280", "runs-compare-dark-1920"],
  slides: ["slides-light-1280"],
  types: ["types-completion-light"],
  "types-mending": ["types-quick-fix-menu-light"],
  variables: ["variables-heat-map-light-1280"],
};

/** Runs these tests, and keeps their pictures in docs/workbench. */
export async function screenshots() {
  await test(Object.keys(SHOWN).map((name) => `test/browser/${name}.test.ts`));
  if (process.exitCode !== 0) return;
  mkdirSync(join(root, "docs/workbench"), { recursive: true });
  for (const name of Object.values(SHOWN).flat()) {
    const file = `${name}.png`;
    copyFileSync(join(root, "output/screenshots", file), join(root, "docs/workbench", file));
  }
}
