import { type Check, isNumber, isRecord, isText, list, orNull, record } from "../check.js";
import type { Answers, FromModel, Prediction } from "../protocol.js";

const sizes = list(isNumber);
const counts = list(isNumber);
const histogram = record({ layer: isText, epoch: isNumber, min: isNumber, max: isNumber, counts });
const pictures = record({
  ...{ layer: isText, height: isNumber, width: isNumber, channels: isNumber },
  ...{ shown: isNumber, count: isNumber, together: isNumber, min: isNumber, max: isNumber },
});
const box: Check = (value) =>
  record({
    ...{ label: isText, kind: isText, layers: list(isText), followers: list(isText) },
    ...{ output: sizes, sources: list(isNumber) },
  })(value) && (value as { layers: unknown[] }).layers.length > 0;
const predictions: ReadonlyMap<unknown, Check> = new Map<Prediction["kind"], Check>([
  [
    "classes",
    record({ top: list(record({ index: isNumber, name: isText, probability: isNumber })) }),
  ],
  ["numbers", record({ values: list(orNull(isNumber)) })],
  ["map", record({ height: isNumber, width: isNumber, classes: isNumber, names: list(isText) })],
]);

const answers: Readonly<Record<keyof Answers, Check>> = {
  model: (value) =>
    record({
      ...{ name: isText, input: orNull(sizes), classes: list(isText), examples: isNumber },
      ...{ parameters: isNumber, trainable: isNumber, multAdds: isNumber, epoch: isNumber },
      layers: list(
        record({
          ...{ name: isText, kind: isText, output: sizes, parameters: isNumber },
          ...{ trainable: isNumber, multAdds: isNumber },
        }),
      ),
      boxes: list(box),
    })(value) && sourcesComeBefore(value as Answers["model"]),
  times: record({
    milliseconds: (value) => isRecord(value) && Object.values(value).every(isNumber),
  }),
  weights: record({
    ...{ layer: isText, now: histogram, epochs: list(histogram) },
    weights: list(
      record({
        ...{ name: isText, shape: sizes, broken: isNumber },
        ...{ mean: orNull(isNumber), deviation: orNull(isNumber) },
      }),
    ),
  }),
  filters: pictures,
  features: pictures,
  predict: (value) => isRecord(value) && (predictions.get(value.kind)?.(value) ?? false),
  examples: record({ from: isNumber, labels: list(isText), size: orNull(sizes) }),
  checkpoints: record({ files: list(record({ path: isText, bytes: isNumber, modified: isText })) }),
  compare: record({
    layers: list(
      record({
        ...{ layer: isText, change: orNull(isNumber), cosine: orNull(isNumber) },
        ...{ min: isNumber, max: isNumber, a: counts, b: counts },
      }),
    ),
    unlike: list(isText),
  }),
};

function sourcesComeBefore({ boxes }: Answers["model"]): boolean {
  return boxes.every(({ sources }, i) => sources.every((at) => at >= 0 && at < i));
}

/** Whether what came over the comm as an answer is the one that it should be. */
export function isAnswer<T extends keyof Answers>(type: T, value: unknown): value is Answers[T] {
  return answers[type](value);
}

const messages: ReadonlyMap<unknown, Check> = new Map<FromModel["type"], Check>([
  ["answer", record({ id: isNumber })],
  ["refusal", record({ id: isNumber })],
  ["epoch", record({ epoch: isNumber })],
]);

/** Whether what came over the comm is a message of a model; what it answers is not looked at. */
export function isMessage(value: unknown): value is FromModel {
  return isRecord(value) && (messages.get(value.type)?.(value) ?? false);
}
