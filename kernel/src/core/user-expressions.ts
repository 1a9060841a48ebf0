import type { Outcome } from "../bridge/messages.js";

/** Runs one expression in the session. Rejects if it cannot be compiled. */
export type Evaluate = (expression: string) => Promise<Outcome>;

const nothing = '{"text/plain":"undefined"}';

/**
 * The field `user_expressions` of an answer: each expression's value or its error. One after the
 * other; an error ends neither the others nor the cell.
 */
export async function userExpressions(
  asked: unknown,
  evaluate: Evaluate,
): Promise<Record<string, object>> {
  const answers: Record<string, object> = {};
  for (const [name, expression] of Object.entries(asked ?? {})) {
    answers[name] = await answer(expression, evaluate);
  }
  return answers;
}

async function answer(expression: unknown, evaluate: Evaluate): Promise<object> {
  try {
    if (typeof expression !== "string") {
      const got = typeof expression;
      throw new TypeError(`Cannot evaluate user expression: expected a string, got ${got}`);
    }
    const outcome = await evaluate(`(${expression}\n)`);
    if (outcome.status === "ok") {
      return { status: "ok", data: JSON.parse(outcome.data ?? nothing), metadata: {} };
    }
    if (outcome.status === "error") return errorForm(outcome.failure);
    return errorForm({ name: "KeyboardInterrupt", message: "the expression was interrupted" });
  } catch (error) {
    return errorForm(error as Error);
  }
}

function errorForm({ name, message }: { name: string; message: string }): object {
  return { status: "error", ename: name, evalue: message, traceback: [`${name}: ${message}`] };
}
