import { type Shape, tf } from "@rosenblatt/engine";
import { bundleOf, displayable } from "@rosenblatt/plots";
import { checkCount } from "../errors.js";
import { summary } from "../summary.js";
import { type AnchorOptions, anchors } from "./anchors.js";
import { type BoxCode, boxesOf } from "./box-layer.js";
import type { Detector, DetectorOptions, Matching } from "./detector.js";
import { encoderLevels } from "./encoder-levels.js";
import { applyHead } from "./head.js";
import { pyramid } from "./pyramid.js";

/** What a kind of detector is. */
interface Plan {
  readonly maker: string;
  readonly code: BoxCode;
  readonly matching: Matching;
  /** Of the anchors of a level. */
  readonly shapes: (stride: number) => Pick<AnchorOptions, "sizes" | "ratios">;
}

/** Encoder, pyramid, head and boxes, one after the other. */
export function assembleDetector<S extends Shape>(
  { maker, code, matching, shapes }: Plan,
  { classes, encoder, strides = [8, 16], channels = 64, depth = 1 }: DetectorOptions<S>,
): Detector<S> {
  checkCount(maker, { channels, "depth + 1": depth + 1 });
  const things = thingsOf(maker, classes);
  const levels = pyramid(encoderLevels(encoder, { maker, strides }), channels);
  const own = levels.map(({ shape: [, rows, columns] }, i) =>
    anchors({
      ...{ grid: [rows!, columns!], stride: strides[i]! },
      ...shapes(strides[i]!),
    }),
  );
  const { sizes, ratios = [1] } = shapes(strides[0]!);
  const each = sizes.length * ratios.length;
  const head = applyHead(levels, { channels, depth, anchors: each, classes: things.length });
  const all = own.flat();
  const boxes = boxesOf(head.boxes, { name: "pixels", anchors: all, code });
  const join = tf.layers.concatenate({ name: "detections", axis: 2 });
  const model = tf.model({
    inputs: encoder.inputs,
    outputs: join.apply([boxes, head.object, head.classes]) as tf.SymbolicTensor,
  });
  const features = tf.model({ inputs: encoder.inputs, outputs: levels[0]! });
  const facts = { classes, things, anchors: all, matching, features };
  return Object.assign(
    displayable(model, () => bundleOf(summary(model))),
    facts,
  ) as unknown as Detector<S>;
}

function thingsOf(maker: string, classes: readonly string[]): number[] {
  const things = classes.flatMap((name, label) => (name === "background" ? [] : [label]));
  if (things.length > 0) return things;
  throw new RangeError(
    `Cannot make ${maker} for the classes [${classes}]: it needs one to find, such as ["cell"]`,
  );
}
