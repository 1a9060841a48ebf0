// `node make-detections.mjs FOLDER`: annotations as many as COCO's validation set has, and what a
// detector might find, by a seed: truths.json, boxes.json and masks.json.
import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(import.meta.url);
const { maskArea, maskBox, maskText, polygonMask } = require("@rosenblatt/datasets");

const [folder, pictures = "5000"] = process.argv.slice(2);
const size = { height: 480, width: 640 };
const perPicture = { truths: 7.7, found: 36 };
const classes = 80;

/** Mulberry32. */
let state = 7;
function chance() {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
}

function normal() {
  return Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance());
}

function rounded(value, step = 0.01) {
  return Math.round(value / step) * step;
}

/** Few classes are common. */
function category() {
  return 1 + Math.floor(classes * chance() ** 2.5);
}

/** From some pixels to the whole picture; many are small. */
function shape() {
  const radius = Math.min(220, 8 * Math.exp(1.1 * Math.abs(normal())));
  const center = [radius + chance() * (size.width - 2 * radius), 0];
  center[1] = radius + chance() * (size.height - 2 * radius);
  const count = 10 + Math.floor(chance() * 20);
  const radii = Array.from({ length: count }, () => radius * (0.6 + 0.4 * chance()));
  return { center, radii };
}

function polygonOf({ center, radii }) {
  return radii.flatMap((radius, i) => {
    const angle = (2 * Math.PI * i) / radii.length;
    return [
      rounded(Math.min(Math.max(center[0] + radius * Math.cos(angle), 0), size.width)),
      rounded(Math.min(Math.max(center[1] + radius * Math.sin(angle), 0), size.height)),
    ];
  });
}

function moved({ center, radii }, amount) {
  const step = radii[0] * amount;
  const factor = 1 + normal() * amount;
  return {
    center: center.map((at) => at + normal() * step),
    radii: radii.map((radius) => Math.max(2, radius * factor)),
  };
}

const images = Array.from({ length: Number(pictures) }, (_, i) => ({
  ...{ id: i + 1, file_name: `${i + 1}.jpg`, ...size },
}));
const [annotations, boxes, masks] = [[], [], []];
for (const { id: image } of images) {
  const truths = Array.from(
    { length: Math.floor(-Math.log(1 - chance()) * perPicture.truths) },
    () => {
      return { shape: shape(), category: category() };
    },
  );
  for (const truth of truths) annotate(image, truth);
  const found = Math.round(perPicture.found * (0.5 + chance()));
  for (let i = 0; i < found; i += 1) detect(image, truths[i % Math.max(1, truths.length * 3)]);
}

function annotate(image, { shape: outline, category: kind }) {
  const polygon = polygonOf(outline);
  const mask = polygonMask([polygon], size);
  const crowd = Number(chance() < 0.01);
  annotations.push({
    ...{ id: annotations.length + 1, image_id: image, category_id: kind, iscrowd: crowd },
    ...{ bbox: maskBox(mask), area: maskArea(mask) },
    segmentation: crowd ? { size: [size.height, size.width], counts: [...mask.counts] } : [polygon],
  });
}

/** Near an object where there is one, else anywhere. */
function detect(image, truth) {
  const amount = Math.abs(normal()) * 0.15;
  const outline = truth ? moved(truth.shape, amount) : shape();
  const kind = truth && chance() > 0.1 ? truth.category : category();
  const score = rounded(
    Math.min(1, Math.max(0, (truth ? 0.8 - amount : 0.2) + 0.15 * normal())),
    0.001,
  );
  const mask = polygonMask([polygonOf(outline)], size);
  const mark = { image_id: image, category_id: kind, score };
  boxes.push({ ...mark, bbox: maskBox(mask).map((side) => rounded(side + chance() - 0.5)) });
  masks.push({
    ...mark,
    segmentation: { size: [size.height, size.width], counts: maskText(mask) },
  });
}

const categories = Array.from({ length: classes }, (_, i) => ({
  id: i + 1,
  name: `class ${i + 1}`,
}));
mkdirSync(folder, { recursive: true });
const write = (name, value) => writeFileSync(join(folder, name), JSON.stringify(value));
write("truths.json", { images, categories, annotations });
write("boxes.json", boxes);
write("masks.json", masks);
console.log(
  JSON.stringify({ images: images.length, truths: annotations.length, found: boxes.length }),
);
