import { jit, seed, tf } from "@rosenblatt/engine";

/** A step that trains, and what it trains with. */
export interface Training {
  readonly variables: readonly tf.Tensor[];
  readonly inputs: readonly tf.Tensor[];
  readonly step: (...inputs: tf.Tensor[]) => tf.Tensor;
}

/** What came of training: the losses, then the numbers of each variable. */
export type Outcome = readonly (readonly number[])[];

/** Trains in one gear, from the same seed. */
export async function trained(
  make: () => Training,
  { gear, steps = 20 }: { gear: "eager" | "traced"; steps?: number },
): Promise<Outcome> {
  tf.engine().startScope();
  seed(11);
  const { variables, inputs, step } = make();
  const run = gear === "traced" ? jit(step) : async (...given: tf.Tensor[]) => step(...given);
  const losses: number[] = [];
  for (let i = 0; i < steps; i++) losses.push((await run(...inputs)).dataSync()[0]!);
  const outcome = [losses, ...variables.map((variable) => [...variable.dataSync()])];
  tf.engine().endScope();
  tf.disposeVariables();
  return outcome;
}

/** The largest difference of two outcomes, relative where numbers are large. */
export function distance(a: Outcome, b: Outcome): number {
  const differences = a.flatMap((numbers, i) =>
    numbers.map((x, j) => {
      const y = b[i]![j]!;
      if (Number.isNaN(x) || Number.isNaN(y)) return Number.POSITIVE_INFINITY;
      return Math.abs(x - y) / Math.max(1, Math.abs(x));
    }),
  );
  return differences.reduce((most, difference) => Math.max(most, difference), 0);
}

/** How much the variables have moved, by the losses. */
export function progress([losses]: Outcome): number {
  return losses![0]! - losses!.at(-1)!;
}
