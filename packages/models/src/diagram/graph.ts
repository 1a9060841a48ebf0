import type { Shape, tf } from "@rosenblatt/engine";
import { exampleShape } from "../mult-adds.js";
import { type Use, usesOf } from "../uses.js";
import { type Kind, kindOf, labelOf } from "./label.js";

/** A layer at one place, with what only changes its numbers one by one after it. */
export interface Box {
  readonly label: string;
  readonly kind: Kind;
  /** The layers in it, by name, in order. */
  readonly layers: readonly string[];
  /** What is done to its numbers one by one: `relu`, `batch norm`. */
  readonly followers: readonly string[];
  /** The sizes of what it makes of one example. */
  readonly output: Shape;
  readonly parameters: number;
  /** The boxes it reads, by their positions; all come before it. */
  readonly sources: readonly number[];
}

/** The boxes of a model, each after those that it reads. */
export function boxesOf(model: tf.LayersModel): Box[] {
  const uses = ordered(model);
  const readers = new Map<Use, number>();
  for (const use of uses) {
    for (const source of sourcesOf(use)) readers.set(source, (readers.get(source) ?? 0) + 1);
  }
  const boxes: Box[] = [];
  const placeOf = new Map<Use, number>();
  for (const use of uses) {
    const sources = sourcesOf(use).map((source) => placeOf.get(source)!);
    const [source] = sourcesOf(use);
    const layer = use.outboundLayer;
    const follows = kindOf(layer) === "follower" && sources.length === 1;
    if (follows && readers.get(source!) === 1) {
      const at = sources[0]!;
      boxes[at] = joined(boxes[at]!, use);
      placeOf.set(use, at);
    } else {
      boxes.push(boxOf(use, sources));
      placeOf.set(use, boxes.length - 1);
    }
  }
  return boxes;
}

function boxOf(use: Use, sources: readonly number[]): Box {
  const layer = use.outboundLayer;
  const { label, act } = labelOf(layer);
  return {
    label,
    kind: kindOf(layer),
    layers: [layer.name],
    followers: act ? [act] : [],
    output: exampleShape(use.outputShapes),
    parameters: layer.countParams(),
    sources,
  };
}

function joined(box: Box, { outboundLayer: layer, outputShapes }: Use): Box {
  return {
    ...box,
    layers: [...box.layers, layer.name],
    followers: [...box.followers, labelOf(layer).label],
    output: exampleShape(outputShapes),
    parameters: box.parameters + layer.countParams(),
  };
}

/** The uses that a model's outputs need, each after those that it reads, branch by branch. */
function ordered(model: tf.LayersModel): Use[] {
  // A sequential model makes its graph when it is first needed.
  usesOf(model, model.layers[0]!);
  const found = new Set<Use>();
  const waiting = model.outputs.map(
    ({ sourceLayer, nodeIndex }) => sourceLayer.inboundNodes[nodeIndex!]!,
  );
  const opened = new Set<Use>();
  waiting.reverse();
  while (waiting.length > 0) {
    const use = waiting.at(-1)!;
    if (opened.has(use)) {
      found.add(waiting.pop()!);
    } else {
      opened.add(use);
      waiting.push(
        ...sourcesOf(use)
          .filter((source) => !opened.has(source))
          .reverse(),
      );
    }
  }
  return [...found];
}

function sourcesOf({ inboundLayers, nodeIndices }: Use): Use[] {
  return inboundLayers.map((layer, i) => layer.inboundNodes[nodeIndices[i]!]!);
}
