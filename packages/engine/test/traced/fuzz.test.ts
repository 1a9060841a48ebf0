import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { ready, TraceError, tf } from "@rosenblatt/engine";
import { difference, eagerly, traced } from "./gears.js";
import { type Program, program } from "./programs.js";

jest.setTimeout(3_600_000);
beforeAll(async () => {
  await ready();
  await tf.setBackend("cpu");
});
afterAll(() => tf.setBackend("wasm"));

/** How many programs are tried; more by `ROSENBLATT_FUZZ=20`. */
const count = 100 * Number(process.env.ROSENBLATT_FUZZ ?? 2);

type Outcome = { results: tf.Tensor[] } | { error: unknown };

async function attempt(work: () => tf.Tensor[] | Promise<tf.Tensor[]>): Promise<Outcome> {
  try {
    return { results: await work() };
  } catch (error) {
    return { error };
  }
}

/** How the traced gear departs from the eager one; undefined when it does not. */
async function departure({ inputs, step }: Program): Promise<string | undefined> {
  const eager = await attempt(() => eagerly(step, inputs));
  const graph = await attempt(async () => (await traced(step, inputs)).results);
  if ("error" in graph) {
    const refused = graph.error instanceof TraceError || "error" in eager;
    return refused ? undefined : `refused: ${graph.error}`;
  }
  if ("error" in eager) return `accepted, though: ${eager.error}`;
  return difference(graph.results, eager.results);
}

describe.each([1, 2, 5])("programs of %i operations on whatever tensors", (length) => {
  test("come to the same, or to an error, in either gear", async () => {
    const departures: string[] = [];
    for (let salt = 0; salt < count; salt++) {
      const made = program(1000 * length + salt, { length });
      const why = await departure(made);
      const shapes = made.inputs.map(({ dtype, shape }) => `${dtype}[${shape}]`);
      if (why) departures.push(`${salt}: ${made.names} of ${shapes.join(" ")}: ${why}`);
      tf.dispose([...made.inputs]);
    }
    expect(departures).toEqual([]);
  });
});
