import type { Shape, tf } from "@rosenblatt/engine";
import type { Metrics } from "./history.js";
import type { Measure } from "./loss.js";
import type { Optimizer } from "./optimizers/optimizer.js";
import { usualLoss } from "./usual-loss.js";

/** Refuses a count that is not a whole number above 0. */
export function checkCount(name: string, value: number): void {
  if (!(Number.isInteger(value) && value > 0)) {
    throw new RangeError(
      `Cannot fit with ${name} = ${value}: it must be a whole number above 0, such as 5`,
    );
  }
}

/** Refuses names of metrics that would hide the loss or change the order, such as "5". */
export function checkMetrics(metrics: Metrics): void {
  for (const [name, metric] of Object.entries(metrics)) {
    if (name === "loss" || /^\d+$/.test(name)) {
      throw new RangeError(
        `Cannot measure a metric by the name ${JSON.stringify(name)}: it must not be "loss" or a ` +
          "number; choose another, such as { accuracy }",
      );
    }
    if (typeof metric !== "function" && typeof metric?.counts !== "function") {
      throw new TypeError(
        `Cannot measure the metric ${name}: it must be a function or have counts and a value, got ` +
          `${JSON.stringify(metric)}; write { accuracy }`,
      );
    }
  }
}

/** Refuses what is no optimizer, such as its name; JavaScript and `any` let that through. */
export function checkOptimizer(optimizer: Optimizer): void {
  if (typeof optimizer?.create !== "function") {
    throw new TypeError(
      `Cannot fit with optimizer = ${JSON.stringify(optimizer)}: it must be a value such as adam(1e-3)`,
    );
  }
}

/**
 * Refuses a model whose inputs do not match the examples, or its outputs their labels. With a loss
 * other than the usual, outputs may have the shape of the examples instead; with one of sequences,
 * as many places as they like; with one of a distribution, they are what that needs.
 */
export function checkShapes(
  model: tf.LayersModel,
  data: { readonly shape: Shape; readonly labelShape: Shape; readonly classes: readonly string[] },
  loss: Measure,
): void {
  const [, ...input] = model.inputs[0]!.shape;
  if (input.join() !== data.shape.join()) {
    throw new RangeError(
      `Cannot fit a model of inputs [${input}] on examples of shape [${data.shape}]; ` +
        "make the network with net(data.shape, …)",
    );
  }
  // A loss with labels of its own knows the outputs that they are for.
  if (loss.labelled) return;
  const [, ...output] = model.outputs[0]!.shape;
  if (loss.units !== undefined) {
    checkDensity(output, { labels: data.labelShape, units: loss.units });
    return;
  }
  const alike = output.join() === data.shape.join();
  if (alike && loss !== usualLoss(data)) return;
  const units = output.at(-1);
  const wanted = data.classes.length || 1;
  const places = "ofSequences" in loss ? [] : data.labelShape;
  if (places.length > 0 && output.join() !== [...places, wanted].join()) {
    const end =
      places.length === 1
        ? `perStep(dense(${wanted})) after a layer with sequences: true`
        : `conv(${wanted}, 1) at the size of the labels`;
    throw new RangeError(
      `Cannot fit a model of outputs [${output}] on labels of [${places}]: each needs ${wanted} ` +
        `outputs; end the network with ${end}`,
    );
  }
  if (units !== wanted) {
    const labels = data.classes.length > 0 ? `${wanted} classes` : "one number to predict";
    throw new RangeError(
      `Cannot fit a model of ${units} outputs on ${labels}; end the network with dense(${wanted})` +
        (alike ? ", or give loss: reconstruction to learn the examples themselves" : ""),
    );
  }
}

/** Refuses outputs that do not tell of a distribution for each row of labels. */
function checkDensity(
  output: readonly (number | null)[],
  { labels, units }: { labels: Shape; units: number },
): void {
  const wanted = [...labels.slice(0, -1), units];
  if (output.join() === wanted.join()) return;
  const end =
    labels.length > 1
      ? `perStep(dense(${units})) after a layer with sequences: true`
      : `dense(${units})`;
  throw new RangeError(
    `Cannot fit a model of outputs [${output}] on labels of [${labels}] with this loss: it needs ` +
      `[${wanted}]; end the network with ${end}`,
  );
}
