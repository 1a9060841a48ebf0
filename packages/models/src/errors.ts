import type { Shape } from "@rosenblatt/engine";

/** A layer that cannot follow another. */
export function misfit(
  label: string,
  { after, needs, got, cure }: { after: string; needs: string; got: Shape; cure: string },
): RangeError {
  return new RangeError(
    `Cannot add ${label} after ${after}: it needs ${needs}, got [${got.join(", ")}]; ${cure}`,
  );
}

/** Refuses a count that is not a whole number above 0. */
export function checkCount(maker: string, counts: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(counts)) {
    if (!(Number.isInteger(value) && value > 0)) {
      throw new RangeError(
        `Cannot make ${maker} with ${name} = ${value}: it must be a whole number above 0`,
      );
    }
  }
}

/** Refuses a word that is not one of a few. */
export function checkChoice(
  maker: string,
  { name, value, choices }: { name: string; value: string; choices: readonly string[] },
): void {
  if (!choices.includes(value)) {
    throw new RangeError(
      `Cannot make ${maker} with ${name} = "${value}": it must be one of ${choices.join(", ")}`,
    );
  }
}
