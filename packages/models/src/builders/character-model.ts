import type { Vec } from "@rosenblatt/engine";
import { dense } from "../dense.js";
import { dropout } from "../dropout.js";
import { embedding } from "../embedding.js";
import { checkChoice, checkCount } from "../errors.js";
import { type Net, net } from "../net.js";
import { perStep } from "../per-step.js";
import { gru } from "../recurrent/gru.js";
import { lstm } from "../recurrent/lstm.js";
import { rnn } from "../recurrent/rnn.js";

const cells = { rnn, lstm, gru };

export interface CharacterModelOptions<S extends Vec, C extends number> {
  /** Of one example: `[steps]`. */
  readonly shape: S;
  /** How many characters there are. */
  readonly classes: C;
  /** Which recurrent layers it has. */
  readonly cell?: keyof typeof cells;
  /** Of each recurrent layer. */
  readonly units?: number;
  /** How many recurrent layers lie one above the other. */
  readonly layers?: number;
  /** How many numbers stand for a character. */
  readonly size?: number;
  /** The rate of dropout after each recurrent layer; 0 for none. */
  readonly dropout?: number;
}

/**
 * A network that reads a text character by character, and after each gives a logit for every one
 * that may come next: an embedding, recurrent layers, and one dense layer at all steps. It does not
 * look ahead, so that it can go on with a text: see `generate`.
 *
 * Graves, Generating sequences with recurrent neural networks (2013), section 3,
 * https://arxiv.org/abs/1308.0850
 *
 * @throws RangeError for counts that are not whole numbers above 0, or a rate no layer can have.
 * @example characterModel({ shape: [64], classes: 78, units: 128 }) // 94,990 parameters
 */
export function characterModel<const S extends Vec, const C extends number>({
  shape,
  classes,
  cell = "lstm",
  units = 128,
  layers = 1,
  size = 32,
  dropout: rate = 0,
}: CharacterModelOptions<S, C>): Net<S, readonly [number, C]> {
  checkCount("a character model", { layers });
  checkChoice("a character model", { name: "cell", value: cell, choices: Object.keys(cells) });
  const middle = Array.from({ length: layers }, () => [
    cells[cell](units, { sequences: true }),
    ...(rate === 0 ? [] : [dropout(rate)]),
  ]).flat();
  const made = net(shape as Vec, embedding(classes, size), ...middle, perStep(dense(classes)));
  return made as unknown as Net<S, readonly [number, C]>;
}
