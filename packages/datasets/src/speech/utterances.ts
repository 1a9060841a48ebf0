import { random, tf } from "@rosenblatt/engine";
import { bundleOf, displayable, type Recordings, recording, recordings } from "@rosenblatt/plots";
import { waveRoom } from "../audio/wave-room.js";
import { shuffled } from "../shuffled.js";
import { Split } from "../split.js";
import { generator } from "../stream/generator.js";
import { alphabetOf, type SymbolKind, symbolsOf, textOf } from "./alphabet.js";

/** What was said, and how it sounds. */
export interface Utterance {
  readonly samples: Float32Array;
  readonly text: string;
}

/** Utterances as tensors, which the caller disposes. */
export interface UtteranceBatch {
  /** `[n, samples]`, float32, silent behind the end of each. */
  readonly x: tf.Tensor2D;
  /** `[n, symbols]`, int32, -1 behind the end of each; what `ctcLoss` takes. */
  readonly symbols: tf.Tensor2D;
  /** How many samples each has, `[n]`, int32. */
  readonly lengths: tf.Tensor1D;
}

/** How utterances are held. */
export interface UtterancesOptions {
  /** Samples a second. */
  readonly sampleRate: number;
  /** Whether symbols are characters or words. */
  readonly by?: SymbolKind;
  /** The symbols, without the blank; without it those of the texts, in order. */
  readonly alphabet?: readonly string[] | undefined;
  /** Room for each; without it for the longest. Longer ones are refused. */
  readonly seconds?: number | undefined;
}

interface Fields {
  readonly items: readonly Utterance[];
  readonly sampleRate: number;
  readonly by: SymbolKind;
  readonly classes: readonly string[];
  readonly shape: readonly [number];
  readonly most: number;
}

/**
 * Recordings and what is said in them. As the last expression of a cell it shows some of them. Made
 * by `utterances()`.
 *
 * @example
 * const silence = { samples: new Float32Array(8), text: "" };
 * utterances([silence], { sampleRate: 8000, alphabet: ["a"] }) instanceof Utterances; // true
 */
export class Utterances {
  readonly length: number;
  readonly sampleRate: number;
  readonly by: SymbolKind;
  /** What a network says in each frame: the blank, named "", and the symbols. */
  readonly classes: readonly string[];
  /** Of one recording, the longest. */
  readonly shape: readonly [number];
  readonly #items: readonly Utterance[];
  readonly #most: number;

  constructor({ items, sampleRate, by, classes, shape, most }: Fields) {
    this.length = items.length;
    this.sampleRate = sampleRate;
    this.by = by;
    this.classes = classes;
    this.shape = shape;
    this.#items = items;
    this.#most = most;
    displayable(this, () => bundleOf(this.length > 0 ? this.show() : "No utterances"));
  }

  /** All texts, in order. */
  get texts(): readonly string[] {
    return this.#items.map(({ text }) => text);
  }

  /** The utterance at position `i`, as long as it is. */
  at(i: number): Utterance {
    const item = this.#items[i];
    if (!item) {
      throw new RangeError(
        `Cannot get utterance ${i}: there are ${this.length}, numbered from 0 to ${this.length - 1}`,
      );
    }
    return item;
  }

  /** The utterances at these positions, in this order. */
  pick(indices: ArrayLike<number>): Utterances {
    return this.#with(Array.from(indices, (i) => this.at(i)));
  }

  /** The first `n`, or all when there are fewer. */
  take(n: number): Utterances {
    return this.#with(this.#items.slice(0, Math.max(0, n)));
  }

  /** Two random parts, of which `test` has this share. The same seed divides in the same way. */
  divide(
    test: number,
    { seed = 1 }: { seed?: number } = {},
  ): { train: Utterances; test: Utterances } {
    if (!(test >= 0 && test < 1)) {
      throw new RangeError(`Cannot keep ${test} of the utterances: it must be from 0 to below 1`);
    }
    const order = shuffled(this.length, generator(seed));
    const count = Math.round(test * this.length);
    return { train: this.pick(order.slice(count)), test: this.pick(order.slice(0, count)) };
  }

  /** Utterances as tensors of one shape, `size` at a time and the rest at last. */
  *batches(
    size: number,
    { shuffle = false }: { shuffle?: boolean } = {},
  ): Generator<UtteranceBatch> {
    if (!(Number.isInteger(size) && size > 0)) {
      throw new RangeError(
        `Cannot make batches of ${size}: the size must be a whole number above 0`,
      );
    }
    const order = shuffle ? shuffled(this.length, random) : Uint32Array.from(this.#items.keys());
    for (let first = 0; first < order.length; first += size) {
      yield this.#batch(Array.from(order.subarray(first, first + size), (i) => this.at(i)));
    }
  }

  /**
   * The same as a split, for `fit` with the loss `ctc()`: the labels of each example are its
   * symbols, which end in -1.
   */
  split(): Split<readonly [number], readonly string[], readonly [number]> {
    const { shape, classes, sampleRate } = this;
    const room = waveRoom({ seconds: shape[0] / sampleRate, sampleRate, count: this.length });
    const labels = new Int32Array(this.length * this.#most).fill(-1);
    this.#items.forEach(({ samples, text }, i) => {
      room.add(samples);
      labels.set(symbolsOf(text, this), i * this.#most);
    });
    const { inputs } = room.done();
    const labelShape = [this.#most] as const;
    return new Split({ shape, classes, inputs, labels, labelShape, ignore: -1, sampleRate });
  }

  /** What symbols say, such as those that `ctcGreedy` reads. */
  textOf(symbols: Iterable<number>): string {
    return textOf(symbols, this);
  }

  /** The first `n` with players, under their texts. */
  show(n = 8): Recordings {
    const { sampleRate } = this;
    const shown = this.#items.slice(0, n);
    return recordings(
      shown.map(({ samples, text }) => recording(samples, { sampleRate, title: text })),
    );
  }

  #batch(items: readonly Utterance[]): UtteranceBatch {
    const [length] = this.shape;
    const x = new Float32Array(items.length * length);
    const symbols = new Int32Array(items.length * this.#most).fill(-1);
    items.forEach(({ samples, text }, i) => {
      x.set(samples, i * length);
      symbols.set(symbolsOf(text, this), i * this.#most);
    });
    const lengths = items.map(({ samples }) => samples.length);
    return {
      x: tf.tensor2d(x, [items.length, length]),
      symbols: tf.tensor2d(symbols, [items.length, this.#most], "int32"),
      lengths: tf.tensor1d(lengths, "int32"),
    };
  }

  #with(items: readonly Utterance[]): Utterances {
    const { sampleRate, by, classes, shape } = this;
    return new Utterances({ items, sampleRate, by, classes, shape, most: this.#most });
  }
}

/**
 * Recordings and what is said in them, for networks that learn by `ctcLoss`.
 *
 * @example
 * const said = [{ samples: new Float32Array(800), text: "one two" }];
 * const spoken = utterances(said, { sampleRate: 8000, by: "word" });
 * spoken.classes; // ["", "one", "two"]
 * for (const { x, symbols, lengths } of spoken.batches(1)) tf.dispose([x, symbols, lengths]);
 * @throws RangeError when there is none, one is longer than there is room, or has a symbol that the
 *   alphabet lacks.
 */
export function utterances(
  list: readonly Utterance[],
  { sampleRate, by = "character", alphabet, seconds }: UtterancesOptions,
): Utterances {
  const texts = list.map(({ text }) => text);
  const classes = ["", ...(alphabet ?? alphabetOf(texts, by))];
  const longest = Math.max(1, ...list.map(({ samples }) => samples.length));
  const length = seconds === undefined ? longest : Math.round(seconds * sampleRate);
  if (list.length === 0 || longest > length) {
    throw new RangeError(
      `Cannot hold ${list.length} utterances of up to ${longest} samples in ${length} each: ` +
        "it needs one, and room for the longest",
    );
  }
  const most = Math.max(1, ...texts.map((text) => symbolsOf(text, { by, classes }).length));
  return new Utterances({ items: list, sampleRate, by, classes, shape: [length], most });
}
