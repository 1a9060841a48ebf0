import type { Drawing } from "@rosenblatt/plots";
import { type Dataset, dataset } from "../dataset.js";
import { Split } from "../split.js";
import { drawingFacts } from "./drawing-facts.js";
import type { DrawingParts, Drawings } from "./omniglot-strokes.js";
import { spaced } from "./spaced.js";

/**
 * Drawings as examples for a network that says what was drawn: `steps` moves of a pen at equal
 * distances, `[steps, 3]`, brought to one size, and as label the drawing's name. The names of all
 * drawings, in the order in which they come, are the data set's `classes`.
 *
 * @example
 * const corner = drawing("a corner", [[0, 0, 0], [0, 1, 0], [1, 0, 1]]);
 * const line = drawing("a line", [[0, 0, 0], [4, 0, 1]]);
 * const data = namedDrawings({ train: [corner, line], test: [line] }, { steps: 3 });
 * data.test.at(0).label; // "a line"
 * @throws RangeError when a drawing has more ends of strokes than `steps`, or a name to test is new.
 */
export function namedDrawings<const N extends number = 40>(
  drawn: DrawingParts | Drawings,
  { steps = 40 as N }: { readonly steps?: N } = {},
): Dataset<readonly [N, 3], readonly string[]> {
  const classes = [...new Set(drawn.train.map(({ name }) => name))];
  const shape = [steps, 3] as const;
  const named = (items: readonly Drawing[]) => {
    const inputs = Float32Array.from(
      items.flatMap((item) => sized(spaced(item, { points: steps }))),
    );
    return new Split({ shape, classes, inputs, labels: labelsOf(items, classes) });
  };
  const parts = { train: named(drawn.train), test: named(drawn.test) };
  return dataset({ ...drawingFacts(drawn), shape, classes }, parts);
}

function labelsOf(items: readonly Drawing[], classes: readonly string[]): Int32Array {
  return Int32Array.from(items, ({ name }) => {
    const found = classes.indexOf(name);
    if (found >= 0) return found;
    throw new RangeError(`Cannot test with ${name}: there is none of that name to train with`);
  });
}

/** Moves whose root mean square is 1, one after the other. */
function sized({ moves }: Drawing): number[] {
  const squares = moves.reduce((sum, [dx, dy]) => sum + dx * dx + dy * dy, 0);
  const unit = Math.sqrt(squares / (2 * moves.length)) || 1;
  return moves.flatMap(([dx, dy, lifted]) => [dx / unit, dy / unit, lifted]);
}
