import { random, type tf } from "@rosenblatt/engine";
import { checkTemperature, drawnPosition } from "../drawn-position.js";
import { checkGear, type Gear } from "../gear.js";
import { checkLength } from "./check-length.js";
import { readerOf } from "./reader.js";

export interface GenerateOptions {
  /** All characters, in the order of their numbers: the `classes` of the data. */
  readonly vocabulary: readonly string[];
  /** How many characters are added. */
  readonly length?: number;
  /**
   * What logits are divided by: below 1 the likely becomes likelier, at 0 it is certain, above 1
   * chance has more to say.
   */
  readonly temperature?: number;
  /** Where chance comes from; by default what `seed()` seeds. */
  readonly random?: () => number;
  readonly gear?: Gear | "auto";
}

/**
 * Goes on with a text: draws one character after the other from what a model that was trained with
 * `characters` says of the next. Recurrent layers carry their states on from character to character;
 * a model without reads the last ones anew, as many as its examples have. Gives the prompt and what
 * was added.
 *
 * @example
 * const data = characters("so it goes, and so it goes on", { steps: 4, test: 0.3 });
 * const model = characterModel({ shape: data.shape, classes: data.classes.length, units: 8 });
 * seed(1);
 * generate(model, "so ", { vocabulary: data.classes, length: 5, temperature: 0.8 }).length; // 8
 * @throws RangeError for an empty prompt, a character that is not in the vocabulary, a model that
 *   does not say for every step which character is next, or a temperature below 0.
 */
export function generate(
  model: tf.LayersModel,
  prompt: string,
  {
    vocabulary,
    length = 200,
    temperature = 1,
    random: next = random,
    gear = "auto",
  }: GenerateOptions,
): string {
  checkGear({ gear });
  checkLength(length);
  checkTemperature(temperature);
  checkModel(model, vocabulary);
  const reader = readerOf(model, gear);
  let unread = numbersOf(prompt, vocabulary);
  let text = prompt;
  for (let added = 0; added < length; added += 1) {
    const [logits] = unread.map((number) => reader.read([number])).slice(-1);
    const number = drawnPosition(logits!, { temperature, next });
    text += vocabulary[number]!;
    unread = [number];
  }
  return text;
}

/** @throws RangeError unless a model gives logits of all characters at each step. */
function checkModel(model: tf.LayersModel, vocabulary: readonly string[]): void {
  const [, ...input] = model.inputs[0]!.shape;
  const [, ...output] = model.outputs[0]!.shape;
  if (input.length === 1 && output.join() === `${input[0]},${vocabulary.length}`) return;
  throw new RangeError(
    `Cannot generate with a model from [${input}] to [${output}]: it must give ` +
      `${vocabulary.length} logits at each step; take characterModel()`,
  );
}

function numbersOf(prompt: string, vocabulary: readonly string[]): number[] {
  if (prompt === "") {
    throw new RangeError('Cannot go on with no text: give a prompt, such as "The "');
  }
  return Array.from(prompt, (character) => {
    const number = vocabulary.indexOf(character);
    if (number >= 0) return number;
    throw new RangeError(
      `Cannot go on with the character ${JSON.stringify(character)}: the vocabulary, of ` +
        `${vocabulary.length}, does not have it`,
    );
  });
}
