import { type Shape, tf } from "@rosenblatt/engine";
import { showsSummary } from "../shows-summary.js";
import { type AnchorOptions, anchors } from "./anchors.js";
import { type BoxCode, boxesOf } from "./box-layer.js";
import type { Detector, DetectorOptions, Matching } from "./detector.js";
import { featurePyramid } from "./feature-pyramid.js";
import { applyHead } from "./head.js";

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
  checkDepth(maker, depth);
  const things = thingsOf(maker, classes);
  const { inputs, outputs: levels } = featurePyramid(encoder, { strides, channels });
  const places = levels.map(({ shape: [, rows, columns] }, i) => {
    const stride = strides[i]!;
    return anchors({ grid: [rows!, columns!], stride, ...shapes(stride) });
  });
  const { sizes, ratios = [1] } = shapes(strides[0]!);
  const each = sizes.length * ratios.length;
  const head = applyHead(levels, { channels, depth, anchors: each, classes: things.length });
  const boxes = boxesOf(head.boxes, { name: "pixels", anchors: places.flat(), code });
  const join = tf.layers.concatenate({ name: "detections", axis: 2 });
  const outputs = join.apply([boxes, head.object, head.classes]) as tf.SymbolicTensor;
  const model = showsSummary(tf.model({ inputs, outputs }));
  const features = tf.model({ inputs, outputs: levels[0]! });
  const facts = { classes, things, anchors: places.flat(), matching, features };
  return Object.assign(model, facts) as unknown as Detector<S>;
}

function checkDepth(maker: string, depth: number): void {
  if (Number.isInteger(depth) && depth >= 0) return;
  throw new RangeError(
    `Cannot make ${maker} with depth = ${depth}: it must be a whole number from 0 on`,
  );
}

function thingsOf(maker: string, classes: readonly string[]): number[] {
  const things = classes.flatMap((name, label) => (name === "background" ? [] : [label]));
  if (things.length > 0) return things;
  throw new RangeError(
    `Cannot make ${maker} for the classes [${classes}]: it needs one to find, such as ["cell"]`,
  );
}
