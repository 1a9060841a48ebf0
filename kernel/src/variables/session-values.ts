import type { NamedSummary } from "../bridge/session-report.js";
import { forgetKeys } from "../display/values/keys.js";
import { childAt, childrenOf, valueAt } from "./children.js";
import { type Numeric, numericOf } from "./numeric.js";
import { pageOf } from "./page.js";
import type { Answer, ChildQuestion, Question } from "./protocol.js";
import { histogramOf, statisticsOf } from "./statistics.js";
import { Budget, summarize } from "./summary.js";

/** Names that are listed. */
const most = 1_000;

/** What is answered to a question: the answer, and the bytes that go with it. */
export interface Found {
  readonly result: Answer["result"];
  readonly buffer?: Uint8Array;
}

/** The newest of the session's names with what they are, as they were declared. */
export function listValues(
  values: object,
  cellsOf: (name: string) => Pick<NamedSummary, "setter" | "owner">,
): { variables: NamedSummary[]; left: number } {
  forgetKeys();
  const all = Object.entries(values);
  const budget = new Budget();
  const variables = all.slice(-most).map(([name, value]) => {
    return { name, ...summarize(value, { key: name, budget }), ...cellsOf(name) };
  });
  return { variables, left: Math.max(0, all.length - most) };
}

/** Answers a question of a panel. Throws with the reason where there is no answer. */
export function answerOf(values: object, question: Question): Found {
  forgetKeys();
  try {
    if (question.type === "child") return { result: childAt(values, question.path) };
    return find(valueAt(values, question.path), question);
  } catch (error) {
    const [what, where] = [question.type, question.path.join(" › ")];
    throw new Error(`Cannot give the ${what} of ${where}: ${(error as Error).message}`);
  }
}

function find(value: unknown, question: Exclude<Question, ChildQuestion>): Found {
  if (question.type === "children") return { result: childrenOf(value, question) };
  const numeric = numbersIn(value);
  if (question.type === "statistics") return { result: statisticsOf(numeric.read()) };
  if (question.type === "histogram") return { result: histogramOf(numeric.read(), question.bins) };
  const { page, values } = pageOf(numeric, question);
  return { result: page, buffer: new Uint8Array(values.buffer) };
}

function numbersIn(value: unknown): Numeric {
  const numeric = numericOf(value);
  if (numeric === undefined) throw new TypeError("expected numbers, got something else");
  return numeric;
}
