import { randomState, ready, setRandomState } from "@rosenblatt/engine";
import { checkpoints } from "./checkpoints.js";
import { comparison } from "./comparison.js";
import { examplePictures } from "./example-pictures.js";
import { layerFeatures } from "./layer-features.js";
import { layerFilters } from "./layer-filters.js";
import { layerWeights } from "./layer-weights.js";
import { modelFacts } from "./model-facts.js";
import { prediction } from "./prediction.js";
import type { Answers, ModelQuestion } from "./protocol.js";
import { times } from "./times.js";
import type { Reply, ViewedModel } from "./viewed-model.js";

type AnswersTo<T extends ModelQuestion["type"]> = (
  viewed: ViewedModel,
  question: Extract<ModelQuestion, { type: T }>,
  pixels: Uint8Array | undefined,
) => Reply<Answers[T]> | Promise<Reply<Answers[T]>>;

const table: { readonly [T in ModelQuestion["type"]]: AnswersTo<T> } = {
  model: (viewed) => ({ result: modelFacts(viewed) }),
  times,
  weights: layerWeights,
  filters: layerFilters,
  features: layerFeatures,
  predict: prediction,
  examples: examplePictures,
  checkpoints,
  compare: comparison,
};

/**
 * Answers a question; `pixels` is its buffer, if it has one. It leaves the model, the random
 * numbers and the tensors that there are as they were.
 */
export async function answered(
  viewed: ViewedModel,
  question: ModelQuestion,
  pixels?: Uint8Array,
): Promise<Reply<Answers[keyof Answers]>> {
  await ready();
  const random = randomState();
  const answer = table[question.type] as AnswersTo<ModelQuestion["type"]>;
  const made = answer(viewed, question as never, pixels);
  // What is computed at once may have drawn; what comes later only reads.
  if (random) setRandomState(random);
  return made;
}
