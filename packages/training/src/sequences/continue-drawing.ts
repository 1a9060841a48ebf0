import { random, type tf } from "@rosenblatt/engine";
import { type Drawing, drawing, type PenMove } from "@rosenblatt/plots";
import { checkTemperature } from "../drawn-position.js";
import { checkGear, type Gear } from "../gear.js";
import { mixtureDensity } from "../losses/mixture-density.js";
import { checkLength } from "./check-length.js";
import { readerOf } from "./reader.js";

export interface ContinueDrawingOptions {
  /** At most so many moves are added. */
  readonly length?: number;
  /** It ends when the drawing has so many strokes; by default at `length` alone. */
  readonly strokes?: number;
  /** 1 draws as the network says; below, what is likelier and closer to it; 0, what it expects. */
  readonly temperature?: number;
  /** Where chance comes from; by default what `seed()` seeds. */
  readonly random?: () => number;
  readonly gear?: Gear | "auto";
}

/**
 * Goes on with a drawing: draws one move after the other from what a model that was trained with
 * `penSequences` and `mixtureDensity` says of the next. Give moves as long as those it was trained
 * with: see `spaced`. A drawing without moves begins with a point.
 *
 * @example
 * const corner = drawing("a corner", [[0, 0, 0], [0, 1, 0], [1, 0, 1]]);
 * const pen = mixtureDensity(3);
 * const writer = net([8, 3], lstm(8, { sequences: true }), perStep(dense(pen.units)));
 * continueDrawing(writer, corner, { length: 5, temperature: 0.5 }).moves.length; // 8
 * @throws RangeError for a model that does not give a mixture at each step, or a temperature below 0.
 */
export function continueDrawing(
  model: tf.LayersModel,
  { name, moves: begun }: Drawing,
  {
    length = 100,
    strokes = Number.POSITIVE_INFINITY,
    temperature = 1,
    random: next = random,
    gear = "auto",
  }: ContinueDrawingOptions = {},
): Drawing {
  checkGear({ gear });
  checkLength(length);
  checkTemperature(temperature);
  const pen = penOf(model);
  const reader = readerOf(model, gear);
  const moves: PenMove[] = begun.length > 0 ? [...begun] : [[0, 0, 0]];
  let unread: readonly PenMove[] = moves.slice();
  let drawn = moves.filter(([, , lifted]) => lifted === 1).length;
  for (let added = 0; added < length && drawn < strokes; added += 1) {
    const [outputs] = unread.map((move) => reader.read(move)).slice(-1);
    const move = pen.draw(outputs!, { temperature, random: next });
    drawn += move[2];
    moves.push(move);
    unread = [move];
  }
  return drawing(name, moves);
}

/** The mixture that a model's outputs are of. */
function penOf(model: tf.LayersModel) {
  const [, ...input] = model.inputs[0]!.shape;
  const [, steps, units = 0] = model.outputs[0]!.shape;
  const components = ((units ?? 0) - 1) / 6;
  if (input.length === 2 && input[1] === 3 && steps === input[0] && Number.isInteger(components)) {
    return mixtureDensity(components);
  }
  throw new RangeError(
    `Cannot draw with a model from [${input}] to [${model.outputs[0]!.shape.slice(1)}]: it must ` +
      "go from [steps, 3] to a mixture at each step; end it with perStep(dense(mixture.units))",
  );
}
