import { type HostTensor, random, type tf } from "@rosenblatt/engine";
import { Forward } from "./forward.js";
import { checkGear, type Gear } from "./gear.js";

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
 * `characters` says of the next. It reads as many of the last characters as its examples have.
 * Gives the prompt and what was added.
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
  checkNumbers({ length, temperature });
  const steps = stepsOf(model, vocabulary);
  const numbers = numbersOf(prompt, vocabulary);
  const forward = Forward.of(model);
  for (let added = 0; added < length; added += 1) {
    const seen = numbers.slice(-steps);
    const { values } = forward.run(inputOf(seen, steps), gear);
    // What comes behind a step does not change what is said of it.
    const start = (seen.length - 1) * vocabulary.length;
    const logits = values.subarray(start, start + vocabulary.length) as Float32Array;
    numbers.push(drawn(logits, { temperature, next }));
  }
  return numbers.map((number) => vocabulary[number]!).join("");
}

/** The characters from the first step on, and any behind them. */
function inputOf(seen: readonly number[], steps: number): HostTensor {
  const values = new Float32Array(steps);
  values.set(seen);
  return { values, shape: [1, steps], dtype: "float32" };
}

/** A position, drawn with the probabilities that logits are of; at temperature 0 the largest. */
function drawn(
  logits: Float32Array,
  { temperature, next }: { temperature: number; next: () => number },
): number {
  const largest = logits.indexOf(Math.max(...logits));
  if (temperature === 0) return largest;
  const shares = Array.from(logits, (logit) => Math.exp((logit - logits[largest]!) / temperature));
  let left = next() * shares.reduce((sum, share) => sum + share);
  const found = shares.findIndex((share) => {
    left -= share;
    return left < 0;
  });
  return found < 0 ? largest : found;
}

function checkNumbers({ length, temperature }: { length: number; temperature: number }): void {
  if (!(Number.isInteger(length) && length >= 0)) {
    throw new RangeError(`Cannot add ${length} characters: it must be a whole number from 0 on`);
  }
  if (!(temperature >= 0 && Number.isFinite(temperature))) {
    throw new RangeError(
      `Cannot draw at temperature ${temperature}: it must be a number from 0 on, such as 0.8`,
    );
  }
}

/** How many characters a model reads. */
function stepsOf(model: tf.LayersModel, vocabulary: readonly string[]): number {
  const [, ...input] = model.inputs[0]!.shape;
  const [, ...output] = model.outputs[0]!.shape;
  const [steps] = input;
  if (input.length !== 1 || output.join() !== `${steps},${vocabulary.length}`) {
    throw new RangeError(
      `Cannot generate with a model from [${input}] to [${output}]: it must give ` +
        `${vocabulary.length} logits at each step; take characterModel()`,
    );
  }
  return steps!;
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
