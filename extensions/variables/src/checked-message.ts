import {
  type Check,
  isCount,
  isFields,
  isFlag,
  isNumber,
  isText,
  listOf,
  maybe,
  oneOf,
  record,
  recordOf,
} from "./check.js";
import type { FromKernel, Question } from "./protocol.js";

const isCell = record({ count: isNumber, id: maybe(isText) });
const isNumberOrNull: Check = (value) => value === null || isNumber(value);

const isStatistics = record({
  count: isCount,
  min: isNumberOrNull,
  max: isNumberOrNull,
  mean: isNumberOrNull,
  deviation: isNumberOrNull,
  nan: isCount,
  infinite: isCount,
  bins: listOf(isCount),
});

const summary = {
  kind: oneOf("tensor", "numbers", "value", "object", "function", "module"),
  type: isText,
  value: isText,
  shape: maybe(listOf(isCount)),
  dtype: maybe(isText),
  bytes: maybe(isNumber),
  disposed: maybe(oneOf(true)),
  statistics: maybe(isStatistics),
  opens: isFlag,
};
const isVariable = record({ ...summary, name: isText, cell: maybe(isCell) });
const isChild = record({
  ...summary,
  name: isText,
  step: maybe((value) => isText(value) || isCount(value)),
});

const isPoint = record({
  cell: isCell,
  process: isNumber,
  tensors: maybe(isNumber),
  bytes: maybe(isNumber),
  added: maybe(isNumber),
});

const isLeak = record({
  kind: oneOf("lost", "kept"),
  cell: maybe(isCell),
  tensors: isNumber,
  bytes: isNumber,
  runs: isNumber,
});

/** What each part of a message must be, and how one calls it. */
type Parts = Readonly<Record<string, readonly [Check, string]>>;

const messages: Readonly<Record<FromKernel["type"], Parts>> = {
  variables: {
    set: [listOf(isVariable), "variables"],
    gone: [listOf(isText), "names that are gone"],
    left: [isCount, "how many are left out"],
    memory: [listOf(isPoint), "points of memory"],
  },
  types: { types: [recordOf(isText), "types"] },
  leaks: { leaks: [listOf(isLeak), "leaks"] },
  answer: { id: [isCount, "a question's number"], result: [isFields, "an answer"] },
  refusal: {
    id: [(value) => value === null || isCount(value), "a question's number"],
    reason: [isText, "a reason"],
  },
};

/** What an answer to each question must have. */
const results: Readonly<Record<Question["type"], Check>> = {
  children: record({ total: isCount, children: listOf(isChild) }),
  child: isChild,
  statistics: isStatistics,
  histogram: record({ low: isNumber, high: isNumber, counts: listOf(isCount) }),
  page: record({
    rows: isCount,
    columns: isCount,
    channels: isCount,
    dtype: oneOf("float32", "float64"),
  }),
};

/** What came over the comm, if it is as the protocol has it. Throws with the reason otherwise. */
export function checkedMessage(data: unknown): FromKernel {
  if (!isFields(data)) throw unlike("a message", data);
  const { type } = data;
  if (!isType(type)) throw unlike("a known type", type);
  for (const [name, [check, what]] of Object.entries(messages[type]))
    if (!check(data[name])) throw unlike(what, data[name]);
  return data as unknown as FromKernel;
}

/** Whether an answer fits its question. */
export function answers(question: Question["type"], result: unknown): boolean {
  return results[question](result);
}

function isType(value: unknown): value is FromKernel["type"] {
  return typeof value === "string" && Object.hasOwn(messages, value);
}

function unlike(expected: string, got: unknown): TypeError {
  const text = JSON.stringify(got)?.slice(0, 80);
  return new TypeError(`Cannot take a message of the kernel: expected ${expected}, got ${text}`);
}
