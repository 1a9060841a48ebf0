// Makes the tables and the small digits in this folder from published packages; see ATTRIBUTION.md.
//
//   npm pack vega-datasets@3.2.1                (unpack it)
//   pip download --no-deps scikit-learn==1.9.1  (unpack sklearn/datasets/data from the wheel)
//   node make-tables.mjs <vega-datasets> <sklearn/datasets/data>
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { idx } from "./idx.mjs";

const [vegaFolder, scikitFolder] = process.argv.slice(2);
const here = dirname(fileURLToPath(import.meta.url));

function writeCsv(name, columns, rows) {
  const lines = [columns, ...rows].map((row) => row.join(","));
  writeFileSync(join(here, `${name}.csv`), `${lines.join("\n")}\n`);
}

function vegaRows(name) {
  return JSON.parse(readFileSync(join(vegaFolder, `data/${name}.json`), "utf8"));
}

function scikitRows(name) {
  const bytes = readFileSync(join(scikitFolder, name));
  const text = String(name.endsWith(".gz") ? gunzipSync(bytes) : bytes);
  return text
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/[ ,]/));
}

/** Rows whose last cell is the index of a class, with its name instead. */
function named(rows, classes) {
  return rows.map((row) => [...row.slice(0, -1), classes[Number(row.at(-1))]]);
}

/** Island and sex are left out; null becomes an empty cell. */
function writePenguins() {
  const measures = ["Beak Length (mm)", "Beak Depth (mm)", "Flipper Length (mm)", "Body Mass (g)"];
  writeCsv(
    "penguins",
    ["beak length", "beak depth", "flipper length", "body mass", "species"],
    vegaRows("penguins").map((bird) => [...measures.map((name) => bird[name]), bird.Species]),
  );
}

/** Names are left out; the origin is 0 or 1 for each, and null an empty cell. */
function writeCars() {
  const measures = ["Cylinders", "Displacement", "Horsepower", "Weight_in_lbs", "Acceleration"];
  const origins = ["Europe", "Japan", "USA"];
  writeCsv(
    "cars",
    [
      ...["cylinders", "displacement", "horsepower", "weight", "acceleration", "year"],
      ...origins,
      "miles per gallon",
    ],
    vegaRows("cars").map((car) => [
      ...measures.map((name) => car[name]),
      car.Year.slice(0, 4),
      ...origins.map((origin) => Number(car.Origin === origin)),
      car.Miles_per_Gallon,
    ]),
  );
}

function writeWine() {
  const columns = [
    ...["alcohol", "malic acid", "ash", "alcalinity of ash", "magnesium", "total phenols"],
    ...["flavanoids", "nonflavanoid phenols", "proanthocyanins", "colour intensity", "hue"],
    ...["od280/od315 of diluted wines", "proline", "grape"],
  ];
  const rows = scikitRows("wine_data.csv").slice(1);
  writeCsv("wine", columns, named(rows, ["Barolo", "Grignolino", "Barbera"]));
}

function writeBreastCancer() {
  const quantities = [
    ...["radius", "texture", "perimeter", "area", "smoothness", "compactness", "concavity"],
    ...["concave points", "symmetry", "fractal dimension"],
  ];
  const columns = [
    ...quantities.map((name) => `mean ${name}`),
    ...quantities.map((name) => `${name} error`),
    ...quantities.map((name) => `worst ${name}`),
    "class",
  ];
  const rows = scikitRows("breast_cancer.csv").slice(1);
  writeCsv("breast-cancer", columns, named(rows, ["malignant", "benign"]));
}

/** The measures as they were taken. */
function writeDiabetes() {
  const targets = scikitRows("diabetes_target.csv.gz");
  writeCsv(
    "diabetes",
    [
      ...["age", "sex", "body mass index", "blood pressure", "total cholesterol"],
      ...["low-density lipoproteins", "high-density lipoproteins", "cholesterol ratio"],
      ...["log triglycerides", "blood sugar", "progression"],
    ],
    scikitRows("diabetes_data_raw.csv.gz").map((row, i) => [...row, targets[i][0]].map(Number)),
  );
}

/** Pixels from 0 to 16. */
function writeDigits8() {
  const rows = scikitRows("digits.csv.gz").map((row) => row.map(Number));
  const folder = join(here, "digits8");
  mkdirSync(folder, { recursive: true });
  const images = Buffer.from(rows.flatMap((row) => row.slice(0, 64)));
  const labels = Buffer.from(rows.map((row) => row[64]));
  writeFileSync(join(folder, "images-idx3-ubyte.gz"), idx([rows.length, 8, 8], images));
  writeFileSync(join(folder, "labels-idx1-ubyte.gz"), idx([rows.length], labels));
}

writePenguins();
writeCars();
writeWine();
writeBreastCancer();
writeDiabetes();
writeDigits8();
