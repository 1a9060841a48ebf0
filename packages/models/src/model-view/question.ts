import type { ModelQuestion } from "./protocol.js";

type Fields = Readonly<Record<string, unknown>>;

/** Whether a field has what a question needs. */
type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === "string" && value.length > 0;
const isPlace: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
const isCount: Check = (value) =>
  isPlace(value) && (value as number) >= 1 && (value as number) <= 48;
const isRecord = (value: unknown): value is Fields => typeof value === "object" && value !== null;
const isInput: Check = (value) =>
  isRecord(value) && (value.pixels === true || isPlace(value.example));
const isState: Check = (value) =>
  value === "now" || value === "start" || (isRecord(value) && isText(value.file));

/** The fields of each question. */
const fields: Readonly<Record<ModelQuestion["type"], Readonly<Record<string, Check>>>> = {
  model: {},
  times: {},
  weights: { layer: isText },
  filters: { layer: isText },
  features: { layer: isText, input: isInput },
  predict: { input: isInput },
  examples: { from: isPlace, count: isCount },
  checkpoints: {},
  compare: { a: isState, b: isState },
};

/** @throws TypeError when what came over the comm is no question. */
export function checkQuestion(data: Fields): asserts data is ModelQuestion & Fields {
  const known = Object.keys(fields);
  const { type } = data;
  if (typeof type !== "string" || !known.includes(type)) {
    throw new TypeError(
      `Cannot answer "${String(type)}": a model is asked for ${known.join(", ")}`,
    );
  }
  for (const [name, check] of Object.entries(fields[type as ModelQuestion["type"]])) {
    if (!check(data[name])) {
      throw new TypeError(
        `Cannot answer "${type}": its ${name} is wrong, got ${JSON.stringify(data[name])}`,
      );
    }
  }
}
