import type { tf } from "@rosenblatt/engine";
import { type Displayable, displayable } from "@rosenblatt/plots";
import { drawingOf } from "./drawing.js";
import { fold, type Repeat } from "./folded.js";
import { type Box, boxesOf } from "./graph.js";

/** A model as a graph; shows itself as a picture. */
export interface Diagram extends Displayable {
  /** Each after those that it reads; of what is repeated only the first copy. */
  readonly boxes: readonly Box[];
  /** Which boxes, by their positions, stand for several equal copies in a row. */
  readonly repeats: readonly Repeat[];
  /** The picture, in the colours of the page that it lies in. */
  readonly svg: string;
}

/**
 * Draws a model: its layers from top to bottom, branches side by side, each with its window, the
 * sizes of its outputs, and what it does to them one by one. Blocks that repeat are drawn once,
 * with how often.
 *
 * @example diagram(lenet()).boxes.length // 9
 */
export function diagram(model: tf.LayersModel): Diagram {
  const folded = fold(boxesOf(model));
  return displayable({ ...folded, svg: drawingOf(folded) }, diagramBundle);
}

function diagramBundle({ boxes, repeats, svg }: Omit<Diagram, keyof Displayable>) {
  const lines = boxes.map(({ label, followers, output, sources }, i) => {
    const times = repeats.find(({ from, to }) => from <= i && i < to)?.times;
    const apart = sources.length > 1 || (sources[0] ?? i - 1) !== i - 1;
    return (
      `${String(i).padStart(3)}  ${[label, ...followers].join(", ")} → ${output.join(" × ")}` +
      `${apart ? ` from ${sources.join(", ")}` : ""}${times ? ` (× ${times})` : ""}`
    );
  });
  return {
    "text/html": `<div style="max-height:800px;overflow:auto">${svg}</div>`,
    "image/svg+xml": svg,
    "text/plain": lines.join("\n"),
  };
}
