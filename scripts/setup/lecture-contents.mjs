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
  const topics = readTopics();
  const chapters = readdirSync(join(root, "notebooks"))
    .filter((file) => /^\d\d-.*\.ipynb$/.test(file))
    .sort()
    .flatMap((file) => chapterOf(file, topics));
  const hash = createHash("sha256");
  for (const { topic, bytes, cover } of chapters) hash.update(topic).update(bytes).update(cover);
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

/** What the README's table says that each notebook is about, by its file. */
function readTopics() {
  const readme = readFileSync(join(root, "README.md"), "utf8");
  const rows = readme.matchAll(/\]\(notebooks\/(\S+\.ipynb)\) \| (.+) \|$/gm);
  return new Map([...rows].map(([, file, text]) => [file, text[0].toUpperCase() + text.slice(1)]));
}

/**
 * What the contents tell of a notebook, which opens with its title. A reader's own notebook, which
 * has no picture among the lecture's, is none of them.
 */
function chapterOf(file, topics) {
  const picture = file.replace(/\.ipynb$/, ".png");
  const cover = join(root, "docs/lecture", picture);
  if (!existsSync(cover)) return [];
  const topic = topics.get(file);
  if (topic === undefined) {
    throw new Error(
      `Cannot lay out the lecture: expected a row of ${file} in the README's table, got none; add one`,
    );
  }
  const bytes = readFileSync(join(root, "notebooks", file));
  const notebook = JSON.parse(bytes);
  const [heading] = [notebook.cells[0].source].flat().join("").split("\n");
  const title = heading.replace(/^#\s*/, "");
  const { seconds } = notebook.metadata.rosenblatt;
  return { file, title, topic, seconds, picture, bytes, cover: readFileSync(cover) };
}
