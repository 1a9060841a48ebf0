import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { ready, TraceError, tf } from "@rosenblatt/engine";
import { difference, eagerly, gradientsOf, type Step, traced } from "./gears.js";
import { program } from "./programs.js";

jest.setTimeout(3_600_000);
beforeAll(async () => {
  await ready();
  await tf.setBackend("cpu");
});
afterAll(() => tf.setBackend("wasm"));

/** How many programs are tried; more by `ROSENBLATT_FUZZ=20`. */
const count = 100 * Number(process.env.ROSENBLATT_FUZZ ?? 1);

type Outcome = { results: tf.Tensor[] } | { error: unknown };

async function attempt(work: () => tf.Tensor[] | Promise<tf.Tensor[]>): Promise<Outcome> {
  try {
    return { results: await work() };
  } catch (error) {
    return { error };
  }
}

/**
 * Errors of the eager gear that a graph need not have: in indices whose result nobody needs, or
 * has no numbers, and those of TensorFlow.js where it slices nothing.
 */
const forgiven =
  /index value|Invalid indices|non-negative|Negative size|product of shape|properties of undefined/;

/** How the traced gear departs from the eager one; undefined when it does not. */
async function departure(step: Step, inputs: readonly tf.Tensor[]): Promise<string | undefined> {
  const eager = await attempt(() => eagerly(step, inputs));
  const graph = await attempt(async () => (await traced(step, inputs)).results);
  if ("error" in graph) {
    const refused = graph.error instanceof TraceError || "error" in eager;
    return refused ? undefined : `refused: ${graph.error}`;
  }
  if ("results" in eager) return difference(graph.results, eager.results);
  return forgiven.test(String(eager.error)) ? undefined : `accepted, though: ${eager.error}`;
}

/** What a step of a program is compared by: its values, or its gradients. */
async function departures(
  length: number,
  { stepOf = (step) => step }: { stepOf?: (step: Step) => Step } = {},
): Promise<string[]> {
  const found: string[] = [];
  for (let salt = 0; salt < count; salt++) {
    const { inputs, step, names } = program(1000 * length + salt, { length });
    const why = await departure(stepOf(step), inputs);
    const shapes = inputs.map(({ dtype, shape }) => `${dtype}[${shape}]`);
    if (why) found.push(`${salt}: ${names} of ${shapes.join(" ")}: ${why}`);
    tf.dispose([...inputs]);
  }
  return found;
}

describe("programs of operations on whatever tensors come to the same, or to an error", () => {
  test.each([1, 2, 5])("%i operations", async (length) => {
    expect(await departures(length)).toEqual([]);
  });

  test.each([1, 3])("the gradients of %i operations", async (length) => {
    expect(await departures(length, { stepOf: gradientsOf })).toEqual([]);
  });
});
