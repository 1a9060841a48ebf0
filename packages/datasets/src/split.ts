import type { Shape } from "@rosenblatt/engine";
import {
  bundleOf,
  type Displayable,
  displayable,
  type Figure,
  type Picture,
  type Recordings,
} from "@rosenblatt/plots";
import { type Augmentation, asAugmentation } from "./augment/augmentation.js";
import type { Box } from "./augment/image.js";
import { type Change, isMixing, type Mixing } from "./augment/mixing.js";
import { type Batch, batches } from "./batches.js";
import { checkMarked, checkPictures, checkPosition, checkSizes } from "./check-split.js";
import { type ClassBalance, classBalance } from "./class-balance.js";
import { folds } from "./folds.js";
import { checkLabels, type LabelOf, type LabelsOf, type Quantity } from "./labels.js";
import { type Normalisation, normalisation } from "./normalisation.js";
import { roomLike } from "./room-like.js";
import { showExamples } from "./show-examples.js";
import { sizeOf } from "./size-of.js";
import { strata, stratified } from "./stratified.js";
import { BatchStream, type StreamOptions } from "./stream/batch-stream.js";

/** One example: what the network sees, and what it is. */
export interface Example<C extends readonly string[], L extends Shape = readonly []> {
  readonly input: Float32Array;
  /** The name of its class; its number where there are no classes; the labels of its pixels. */
  readonly label: L extends readonly [] ? LabelOf<C> : LabelsOf<C>;
  /** The index of its class; -1 where there are no classes, and where each pixel has one. */
  readonly index: number;
  /** What is marked on it. */
  readonly boxes: readonly Box[];
}

/** What a split is made of. */
export interface SplitFields<
  S extends Shape,
  C extends readonly string[],
  L extends Shape = readonly [],
> {
  /** Of one example. */
  readonly shape: S;
  /** None, `[]`, where each example has a number, which a network is to predict. */
  readonly classes: C;
  /** All examples one after the other, each row by row with channels last. */
  readonly inputs: Uint8Array | Float32Array;
  /**
   * The index of the class of each, or of each of its pixels, row by row; where there are no
   * classes, numbers.
   */
  readonly labels: Int32Array | Float32Array;
  /**
   * Of one example's labels: `[]` for one, which is usual, `[height, width]` for one a pixel,
   * `[steps]` for one a step of a sequence.
   */
  readonly labelShape?: L;
  /** The label of pixels that have no class, and of what augmentation brings in from outside. */
  readonly ignore?: number | undefined;
  /** What is marked on each picture. */
  readonly boxes?: readonly (readonly Box[])[] | undefined;
  /** Inputs times this is what the network sees: 1/255 for bytes. */
  readonly scale?: number;
  /** Names of the values of one example, when it is a list of features. */
  readonly features?: readonly string[] | undefined;
  /** The unit of each feature, empty where there is none. */
  readonly units?: readonly string[] | undefined;
  /** What the values of an example are numbers of, where it is a text: its characters. */
  readonly symbols?: readonly string[] | undefined;
  /** What the labels are a number of, where there are no classes. */
  readonly target?: Quantity | undefined;
  /** Samples a second, where each example is a recording. */
  readonly sampleRate?: number | undefined;
  /** What batches do to each picture, in order. */
  readonly augmentations?: readonly Augmentation[];
  /** What batches do to all their examples together, after that. */
  readonly mixings?: readonly Mixing[];
  /** How batches bring values to one scale. */
  readonly normalisation?: Normalisation | undefined;
}

/** What a split is divided into. */
export interface SplitParts<
  S extends Shape,
  C extends readonly string[],
  L extends Shape = readonly [],
> {
  readonly train: Split<S, C, L>;
  readonly test: Split<S, C, L>;
}

/**
 * Examples to train or to test with. As the last expression of a cell it shows some of them.
 *
 * @example
 * const few = data.train.take(100);
 * few.balance(); // the share of each class
 * few.at(0).label; // what its first example shows
 */
export class Split<S extends Shape, C extends readonly string[], L extends Shape = readonly []> {
  readonly length: number;
  readonly shape: S;
  readonly classes: C;
  readonly inputs: Uint8Array | Float32Array;
  readonly labels: LabelsOf<C>;
  readonly labelShape: L;
  readonly ignore: number | undefined;
  readonly boxes: readonly (readonly Box[])[] | undefined;
  readonly scale: number;
  readonly features: readonly string[] | undefined;
  readonly units: readonly string[] | undefined;
  readonly symbols: readonly string[] | undefined;
  readonly target: Quantity | undefined;
  readonly sampleRate: number | undefined;
  readonly augmentations: readonly Augmentation[];
  readonly mixings: readonly Mixing[];
  readonly normalisation: Normalisation | undefined;

  /** @throws RangeError when inputs and labels do not fit together, or a label has no class. */
  constructor({
    shape,
    classes,
    inputs,
    labels,
    labelShape = [] as Shape as L,
    ignore,
    boxes,
    scale = 1,
    features,
    units,
    symbols,
    target,
    sampleRate,
    augmentations = [],
    mixings = [],
    normalisation,
  }: SplitFields<S, C, L>) {
    this.length = labels.length / sizeOf(labelShape);
    checkSizes({ shape, inputs, boxes, length: this.length });
    checkLabels(labels, { classes, ignore });
    this.shape = shape;
    this.classes = classes;
    this.inputs = inputs;
    this.labels = labels as LabelsOf<C>;
    this.labelShape = labelShape;
    this.ignore = ignore;
    this.boxes = boxes;
    this.scale = scale;
    this.features = features;
    this.units = units;
    this.symbols = symbols;
    this.target = target;
    this.sampleRate = sampleRate;
    this.augmentations = augmentations;
    this.mixings = mixings;
    this.normalisation = normalisation;
    displayable(this, () => bundleOf(this.show()));
  }

  /** The example at position `i`, scaled and normalised. */
  at(i: number): Example<C, L> {
    checkPosition(i, this.length);
    const size = sizeOf(this.shape);
    const values = this.inputs.subarray(i * size, (i + 1) * size);
    const scaled = Float32Array.from(values, (value) => value * this.scale);
    const input = this.normalisation ? this.normalisation.apply(scaled) : scaled;
    const own = sizeOf(this.labelShape);
    const labels = this.labels.subarray(i * own, (i + 1) * own);
    const one = this.labelShape.length === 0;
    const index = one && this.classes.length > 0 ? labels[0]! : -1;
    const label = one ? (this.classes[index] ?? labels[0]!) : labels;
    return { input, label: label as Example<C, L>["label"], index, boxes: this.boxes?.[i] ?? [] };
  }

  /** The first `n` examples, or all when there are fewer; shares their memory. */
  take(n: number): Split<S, C, L> {
    const count = Math.max(0, Math.min(n, this.length));
    const inputs = this.inputs.subarray(0, count * sizeOf(this.shape));
    const labels = this.labels.subarray(0, count * sizeOf(this.labelShape));
    return new Split({ ...this, inputs, labels, boxes: this.boxes?.slice(0, count) });
  }

  /** The examples at these positions, in this order. */
  pick(indices: ArrayLike<number>): Split<S, C, L> {
    const size = sizeOf(this.shape);
    const inputs = roomLike(this.inputs, indices.length * size);
    const own = sizeOf(this.labelShape);
    const labels = roomLike<Int32Array | Float32Array>(this.labels, indices.length * own);
    for (let to = 0; to < indices.length; to += 1) {
      const from = indices[to]!;
      checkPosition(from, this.length);
      inputs.set(this.inputs.subarray(from * size, (from + 1) * size), to * size);
      labels.set(this.labels.subarray(from * own, (from + 1) * own), to * own);
    }
    const boxes = this.boxes && Array.from(indices, (from) => this.boxes![from]!);
    return new Split({ ...this, inputs, labels, boxes });
  }

  /**
   * Two random parts, of which `test` has this share of the examples, and of each class, as far as
   * whole numbers allow. The same seed divides in the same way, whatever else is seeded.
   *
   * @example const { train, test: validation } = data.train.divide(0.1);
   * @throws RangeError unless 0 <= test < 1.
   */
  divide(test: number, { seed = 1 }: { seed?: number } = {}): SplitParts<S, C, L> {
    if (!(test >= 0 && test < 1)) {
      throw new RangeError(
        `Cannot keep ${test} of the examples for testing: it must be from 0 to below 1`,
      );
    }
    const parts = stratified(strata(this), { test, seed });
    return { train: this.pick(parts.train), test: this.pick(parts.test) };
  }

  /**
   * For each of `k` random folds of equal size, itself as `test` and all else as `train`; every
   * fold has the same share of each class, as far as whole numbers allow. See also `folds` of a
   * data set. The same seed divides in the same way, whatever else is seeded.
   *
   * @throws RangeError unless `k` is a whole number from 2 to the number of examples.
   */
  folds(k: number, { seed = 1 }: { seed?: number } = {}): SplitParts<S, C, L>[] {
    return folds(strata(this), { k, seed }).map(({ train, test }) => ({
      train: this.pick(train),
      test: this.pick(test),
    }));
  }

  /**
   * How many examples, or pixels, each class has, and weights by which all classes count the same.
   *
   * @throws RangeError where there are no classes.
   */
  balance(): ClassBalance {
    return classBalance(this);
  }

  /**
   * The same examples, whose pictures batches change at random, in this order, anew in each pass;
   * `seed()` covers it. Functions of your own may stand among them: see `augmentation`. What mixes
   * examples, `mixup` and `cutmix`, comes after all else. Labels of pixels, and boxes, move along.
   * Recordings are pictures of one column: `timeShift`, `gain` and `noise` change them.
   *
   * @throws RangeError unless examples are pictures or recordings, or only `mixup` is asked for;
   *   and for pictures with a label for each pixel, or boxes, to be mixed.
   */
  augment(...changes: readonly Change[]): Split<S, C, L> {
    checkPictures(this, changes);
    checkMarked(this, changes);
    const alone = changes.flatMap((change) => (isMixing(change) ? [] : [asAugmentation(change)]));
    const augmentations = [...this.augmentations, ...alone];
    const mixings = [...this.mixings, ...changes.filter(isMixing)];
    return new Split({ ...this, augmentations, mixings });
  }

  /** The same examples, brought to one scale by these statistics, or by their own. */
  normalise(by: Normalisation = normalisation(this)): Split<S, C, L> {
    return new Split({ ...this, normalisation: by });
  }

  /** The same examples as they are, without augmentations. */
  get plain(): Split<S, C, L> {
    return this.augmentations.length + this.mixings.length === 0
      ? this
      : new Split({ ...this, augmentations: [], mixings: [] });
  }

  /**
   * Examples as tensors, `size` at a time and the rest at last: `x` is float32, `[n, ...shape]`,
   * scaled; `y` is `[n, ...labelShape]`, int32, or float32 where there are no classes. The caller
   * disposes them.
   */
  batches(size: number, { shuffle = false }: { shuffle?: boolean } = {}): Iterable<Batch> {
    return batches(this, { size, shuffle });
  }

  /**
   * Examples in plain memory, `size` at a time and the rest at last, made ahead of time in worker
   * threads where that pays. Each iteration is one pass.
   *
   * @example
   * for await (const { shape } of data.train.stream(64, { shuffle: true })) console.log(shape);
   */
  stream(size: number, options: StreamOptions = {}): BatchStream {
    return new BatchStream(this, { ...options, size });
  }

  /**
   * Pictures with the names of their classes, and with what is marked on them; recordings with
   * players; texts with what comes after them; for features, the first two as a plane.
   */
  show(n?: number): Picture | Figure | Recordings | Displayable {
    return showExamples(this, n);
  }
}
