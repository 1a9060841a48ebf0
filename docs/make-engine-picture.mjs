// Writes docs/engine.svg, the picture of engine.md: a training step of LeNet as explain() shows it.
// After `npm run build`: node docs/make-engine-picture.mjs

import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const { jit, ready, seed, tf } = require("@rosenblatt/engine");
const { explain, lenet } = require("@rosenblatt/models");
const { bundleOf } = require("@rosenblatt/plots");

const batch = 64;

await ready();
seed(7);
const model = lenet();
const optimizer = tf.train.adam(1e-3);
const step = jit(
  (x, y) => optimizer.minimize(() => tf.losses.softmaxCrossEntropy(y, model.apply(x)), true),
  { threads: 1 },
);
const images = tf.randomUniform([batch, 28, 28, 1]);
const labels = tf.oneHot(tf.randomUniform([batch], 0, 10, "int32"), 10);
const tries = [];
for (let i = 0; i < 5; i++) tries.push(await explain(step, images, labels));
// What other programs take of the machine can only make a step slower.
const [calmest] = tries.sort((a, b) => a.milliseconds - b.milliseconds);
const picture = bundleOf(calmest)["image/svg+xml"];

// A notebook's colours are variables of its page; a picture in a text has their last resorts.
const standalone = picture.replace(/var\(--[\w-]+,\s*var\(--[\w-]+,\s*([^()]*)\)\)/g, "$1");
writeFileSync(new URL("engine.svg", import.meta.url), `${standalone}\n`);
