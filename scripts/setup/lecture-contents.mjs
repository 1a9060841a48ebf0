import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./paths.mjs";
import { step } from "./step.mjs";

const extension = "share/jupyter/labextensions/@rosenblatt/jupyterlab-lecture";
const folder = join(root, extension, "static/lecture");

/**
 * Puts the lecture's notebooks, their pictures and a table of contents where the lecture extension
 * reads them from, so that it has them wherever it is installed.
 */
export async function writeLecture() {
  const chapters = readdirSync(join(root, "notebooks"))
    .filter((file) => /^\d\d-.*\.ipynb$/.test(file))
    .sort()
    .flatMap(chapterOf);
  const hash = createHash("sha256");
  for (const { bytes, cover } of chapters) hash.update(bytes).update(cover);
  const version = hash.digest("hex");
  const stamp = join(folder, ".made-from");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === version) return;
  await step("Laying out the lecture", async () => {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    for (const { file, picture, bytes, cover } of chapters) {
      writeFileSync(join(folder, file), bytes);
      writeFileSync(join(folder, picture), cover);
    }
    const contents = chapters.map(({ bytes, cover, ...told }) => told);
    writeFileSync(join(folder, "contents.json"), JSON.stringify(contents));
    writeFileSync(stamp, version);
  });
}

/**
 * What the contents tell of a notebook, which opens with its title and a paragraph on what it is
 * about. A reader's own notebook, which has no picture among the lecture's, is none of them.
 */
function chapterOf(file) {
  const picture = file.replace(/\.ipynb$/, ".png");
  const cover = join(root, "docs/lecture", picture);
  if (!existsSync(cover)) return [];
  const bytes = readFileSync(join(root, "notebooks", file));
  const notebook = JSON.parse(bytes);
  const [title, topic] = [notebook.cells[0].source]
    .flat()
    .join("")
    .split(/\n\s*\n/);
  const { seconds } = notebook.metadata.rosenblatt;
  return {
    ...{ file, title: title.replace(/^#\s*/, ""), topic: plain(topic), seconds, picture },
    ...{ bytes, cover: readFileSync(cover) },
  };
}

/** Markdown without marks of emphasis and links, and without a sentence that leads to a list. */
function plain(text) {
  const words = text.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").replace(/[*_`]+/g, "");
  return words.replace(/(?<=[.?!]) [^.?!]*:$/, "").replace(/:$/, ".");
}
