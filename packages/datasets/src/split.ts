import type { Shape } from "@rosenblatt/engine";
import { bundleOf, displayable, type Figure, type Picture } from "@rosenblatt/plots";
import { type Augmentation, augmentation, type Transform } from "./augment/augmentation.js";
import { type Batch, batches } from "./batches.js";
import { showExamples } from "./show-examples.js";
import { sizeOf } from "./size-of.js";
import { BatchStream, type StreamOptions } from "./stream/batch-stream.js";

/** One example: what the network sees, and what it is. */
export interface Example<C extends readonly string[]> {
  readonly input: Float32Array;
  /** The name of its class. */
  readonly label: C[number];
  /** The index of its class. */
  readonly index: number;
}

/** What a split is made of. */
export interface SplitFields<S extends Shape, C extends readonly string[]> {
  /** Of one example. */
  readonly shape: S;
  readonly classes: C;
  /** All examples one after the other, each row by row with channels last. */
  readonly inputs: Uint8Array | Float32Array;
  /** The index of the class of each. */
  readonly labels: Int32Array;
  /** Inputs times this is what the network sees: 1/255 for bytes. */
  readonly scale?: number;
  /** Names of the values of one example, when it is a list of features. */
  readonly features?: readonly string[] | undefined;
  /** What batches do to each picture, in order. */
  readonly augmentations?: readonly Augmentation[];
}

/** Examples to train or to test with. As the last expression of a cell it shows some of them. */
export class Split<S extends Shape, C extends readonly string[]> {
  readonly length: number;
  readonly shape: S;
  readonly classes: C;
  readonly inputs: Uint8Array | Float32Array;
  readonly labels: Int32Array;
  readonly scale: number;
  readonly features: readonly string[] | undefined;
  readonly augmentations: readonly Augmentation[];

  /** @throws RangeError when inputs and labels do not fit together, or a label has no class. */
  constructor({
    shape,
    classes,
    inputs,
    labels,
    scale = 1,
    features,
    augmentations = [],
  }: SplitFields<S, C>) {
    checkSizes({ shape, inputs, labels, classes });
    this.length = labels.length;
    this.shape = shape;
    this.classes = classes;
    this.inputs = inputs;
    this.labels = labels;
    this.scale = scale;
    this.features = features;
    this.augmentations = augmentations;
    displayable(this, () => bundleOf(this.show()));
  }

  /** The example at position `i`, scaled. */
  at(i: number): Example<C> {
    checkPosition(i, this.length);
    const size = sizeOf(this.shape);
    const values = this.inputs.subarray(i * size, (i + 1) * size);
    const index = this.labels[i]!;
    const input = Float32Array.from(values, (value) => value * this.scale);
    return { input, label: this.classes[index]!, index };
  }

  /** The first `n` examples, or all when there are fewer; shares their memory. */
  take(n: number): Split<S, C> {
    const count = Math.max(0, Math.min(n, this.length));
    const inputs = this.inputs.subarray(0, count * sizeOf(this.shape));
    return new Split({ ...this, inputs, labels: this.labels.subarray(0, count) });
  }

  /** The examples at these positions, in this order. */
  pick(indices: ArrayLike<number>): Split<S, C> {
    const size = sizeOf(this.shape);
    const like = this.inputs instanceof Uint8Array ? Uint8Array : Float32Array;
    const inputs = new like(indices.length * size);
    const labels = new Int32Array(indices.length);
    for (let to = 0; to < indices.length; to += 1) {
      const from = indices[to]!;
      checkPosition(from, this.length);
      inputs.set(this.inputs.subarray(from * size, (from + 1) * size), to * size);
      labels[to] = this.labels[from]!;
    }
    return new Split({ ...this, inputs, labels });
  }

  /**
   * The same examples, whose pictures batches change at random, in this order, anew in each pass;
   * `seed()` covers it. Functions of your own may stand among them: see `augmentation`.
   *
   * @throws RangeError unless examples are pictures.
   */
  augment(...changes: readonly (Augmentation | Transform)[]): Split<S, C> {
    if (this.shape.length !== 3) {
      throw new RangeError(
        `Cannot augment examples of shape [${this.shape}]: they must be pictures, ` +
          "[height, width, channels]",
      );
    }
    const added = changes.map((change) =>
      typeof change === "function" ? augmentation(change, {}) : change,
    );
    return new Split({ ...this, augmentations: [...this.augmentations, ...added] });
  }

  /** The same examples as they are, without augmentations. */
  get plain(): Split<S, C> {
    return this.augmentations.length === 0 ? this : new Split({ ...this, augmentations: [] });
  }

  /**
   * Examples as tensors, `size` at a time and the rest at last: `x` is float32, `[n, ...shape]`,
   * scaled; `y` is int32, `[n]`. The caller disposes them.
   */
  batches(size: number, { shuffle = false }: { shuffle?: boolean } = {}): Iterable<Batch> {
    return batches(this, { size, shuffle });
  }

  /**
   * Examples in plain memory, `size` at a time and the rest at last, made ahead of time in worker
   * threads where that pays. Each iteration is one pass.
   *
   * @example
   * for await (const { x, y, shape } of data.train.stream(64, { shuffle: true })) { … }
   */
  stream(size: number, options: StreamOptions = {}): BatchStream {
    return new BatchStream(this, { ...options, size });
  }

  /** Pictures with the names of their classes; for features, the first two as a plane. */
  show(n?: number): Picture | Figure {
    return showExamples(this, n);
  }
}

function checkSizes({
  shape,
  inputs,
  labels,
  classes,
}: Pick<SplitFields<Shape, readonly string[]>, "shape" | "inputs" | "labels" | "classes">): void {
  if (inputs.length !== labels.length * sizeOf(shape)) {
    throw new RangeError(
      `Cannot make a split: ${labels.length} labels of shape [${shape}] need ` +
        `${labels.length * sizeOf(shape)} values, got ${inputs.length}`,
    );
  }
  const wrong = labels.findIndex((label) => !(label >= 0 && label < classes.length));
  if (wrong >= 0) {
    throw new RangeError(
      `Cannot make a split: labels must be from 0 to ${classes.length - 1}, ` +
        `got ${labels[wrong]} at ${wrong}`,
    );
  }
}

function checkPosition(i: number, length: number): void {
  if (!(Number.isInteger(i) && i >= 0 && i < length)) {
    throw new RangeError(
      `Cannot get example ${i}: there are ${length}, numbered from 0 to ${length - 1}`,
    );
  }
}
