import type { WeightHistogram } from "../weights/weight-histograms.js";

/**
 * The comm target that a kernel opens for each model that is shown or trained; see
 * docs/model-protocol.md. Its opening data is `ModelOpening`; a front end attaches by the comm's id
 * and asks.
 */
export const MODEL_TARGET = "rosenblatt.model";

/** The MIME type of an output that tells which comm its model answers on. */
export const MODEL_MIME = "application/vnd.rosenblatt.model+json";

export interface ModelOpening {
  readonly name: string;
}

/** What an output of that MIME type carries. */
export interface ModelOutput {
  readonly name: string;
  readonly comm: string;
}

/** Sizes of one example, without the batch. */
export type Sizes = readonly number[];

/** A layer, with the numbers that `summary` tells of it. */
export interface LayerFacts {
  readonly name: string;
  /** TensorFlow.js's name of its class, such as `Conv2D`. */
  readonly kind: string;
  readonly output: Sizes;
  readonly parameters: number;
  readonly trainable: number;
  readonly multAdds: number;
  /** Whether it has filters that can be drawn. */
  readonly filters: boolean;
}

/** One box of the graph: a layer at one place, with what only changes its numbers after it. */
export interface BoxFacts {
  /** Such as `conv 5×5`. */
  readonly label: string;
  /** What it is for, which colours it. */
  readonly kind: string;
  /** Its layers by name, in order. */
  readonly layers: readonly string[];
  /** What is done to its numbers one by one: `relu`, `batch norm`. */
  readonly followers: readonly string[];
  readonly output: Sizes;
  /** The boxes it reads, by their positions; all come before it. */
  readonly sources: readonly number[];
}

/** A model as a whole. */
export interface ModelFacts {
  readonly name: string;
  /** Of one example; null for a model with several inputs or sizes that are not fixed. */
  readonly input: Sizes | null;
  readonly parameters: number;
  readonly trainable: number;
  readonly multAdds: number;
  readonly layers: readonly LayerFacts[];
  readonly boxes: readonly BoxFacts[];
  /** Names of what it tells apart; none where they are not known. */
  readonly classes: readonly string[];
  /** How many examples can be chosen from; 0 where the model was not seen with data. */
  readonly examples: number;
  /** Epochs that it was seen to train. */
  readonly epoch: number;
  /** Whether its weights before training are kept, to compare with. */
  readonly start: boolean;
}

/** Milliseconds of each layer for a batch of one, in inference, on one thread. */
export interface Times {
  readonly milliseconds: Readonly<Record<string, number>>;
}

/** One weight of a layer. */
export interface WeightFacts {
  /** Such as `kernel`. */
  readonly name: string;
  readonly shape: Sizes;
  /** Of its finite numbers; null where there are none. */
  readonly mean: number | null;
  readonly deviation: number | null;
  /** How many of its numbers are NaN or infinite. */
  readonly broken: number;
}

export interface Weights {
  readonly layer: string;
  readonly weights: readonly WeightFacts[];
  readonly now: WeightHistogram;
  /** As they were at the ends of epochs, in order; the first may be from before training. */
  readonly epochs: readonly WeightHistogram[];
}

/**
 * Several small pictures of equal size: `shown` of `count`. The answer's buffer has them one after
 * the other as float32, each row by row with channels last.
 */
export interface Pictures {
  readonly layer: string;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly shown: number;
  readonly count: number;
  /** So many in a row belong together: the channels of one filter. */
  readonly together: number;
  /** The smallest and the largest finite number. */
  readonly min: number;
  readonly max: number;
}

/** The input that a question is about: one of the examples, or the numbers in the first buffer. */
export type ModelInput = { readonly example: number } | { readonly pixels: true };

/** A class with the probability that the model gives it. */
export interface ClassChance {
  readonly index: number;
  readonly name: string;
  readonly probability: number;
}

/** What the model says of an input. */
export type Prediction =
  /** The likeliest classes first, at most ten. */
  | { readonly kind: "classes"; readonly top: readonly ClassChance[] }
  | { readonly kind: "numbers"; readonly values: readonly number[] }
  /** A class for each pixel: the buffer has one byte each; `names` are those of the classes. */
  | {
      readonly kind: "map";
      readonly height: number;
      readonly width: number;
      readonly classes: number;
      readonly names: readonly string[];
    };

/** Some examples; the buffer has their pictures as bytes, where they are pictures. */
export interface Examples {
  readonly from: number;
  /** The name of the class of each, or its number; empty where each pixel has one. */
  readonly labels: readonly string[];
  /** The size of each picture; null where examples are no pictures. */
  readonly size: readonly [height: number, width: number, channels: number] | null;
}

/** A file of weights. */
export interface CheckpointFile {
  /** From the kernel's working folder. */
  readonly path: string;
  readonly bytes: number;
  /** ISO 8601, in UTC. */
  readonly modified: string;
}

export interface Checkpoints {
  readonly files: readonly CheckpointFile[];
}

/** Weights to compare: those of now, those before training, or a file's. */
export type WeightState = "now" | "start" | { readonly file: string };

/** A layer's weights at two times. */
export interface LayerComparison {
  readonly layer: string;
  /** ‖a − b‖ / ‖a‖; null where a is nothing but zeros or something is not finite. */
  readonly change: number | null;
  /** The cosine of the angle between them; null likewise. */
  readonly cosine: number | null;
  readonly min: number;
  readonly max: number;
  readonly a: readonly number[];
  readonly b: readonly number[];
}

export interface Comparison {
  readonly layers: readonly LayerComparison[];
  /** Layers that one of the two lacks, or has in other sizes. */
  readonly unlike: readonly string[];
}

/** What each question is answered with. */
export interface Answers {
  readonly model: ModelFacts;
  readonly times: Times;
  readonly weights: Weights;
  readonly filters: Pictures;
  readonly features: Pictures;
  readonly predict: Prediction;
  readonly examples: Examples;
  readonly checkpoints: Checkpoints;
  readonly compare: Comparison;
}

/** What a front end may ask; `id` is a number that grows. Whatever else comes is refused. */
export type ModelQuestion = { readonly id: number } & (
  | { readonly type: "model" }
  | { readonly type: "times" }
  | { readonly type: "weights"; readonly layer: string }
  | { readonly type: "filters"; readonly layer: string }
  | { readonly type: "features"; readonly layer: string; readonly input: ModelInput }
  | { readonly type: "predict"; readonly input: ModelInput }
  | { readonly type: "examples"; readonly from: number; readonly count: number }
  | { readonly type: "checkpoints" }
  | { readonly type: "compare"; readonly a: WeightState; readonly b: WeightState }
);

/** What a kernel says of a model. */
export type FromModel =
  | { readonly type: "answer"; readonly id: number; readonly result: Answers[keyof Answers] }
  /** Why a question is not answered, and what to do. */
  | { readonly type: "refusal"; readonly id: number; readonly reason: string }
  /** An epoch of training has ended: what was asked before may have changed. */
  | { readonly type: "epoch"; readonly epoch: number };
