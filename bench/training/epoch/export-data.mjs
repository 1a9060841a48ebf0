// Writes Fashion-MNIST, as Rosenblatt finds it, as plain bytes that every contender can read.
// Usage: export-data.mjs FOLDER
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fashionMnist } from "rosenblatt";

const folder = process.argv[2];
const data = await fashionMnist();
mkdirSync(folder, { recursive: true });
for (const split of ["train", "test"]) {
  writeFileSync(join(folder, `${split}.images`), data[split].inputs);
  writeFileSync(join(folder, `${split}.labels`), Uint8Array.from(data[split].labels));
}
const about = {
  shape: data.shape,
  train: data.train.length,
  test: data.test.length,
  sample: data.sample,
};
writeFileSync(join(folder, "data.json"), JSON.stringify(about));
console.log(`\n${JSON.stringify(about)}`);
