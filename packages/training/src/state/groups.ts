import type { PlainArray, tf } from "@rosenblatt/engine";

/** The arrays of one part of a saved run, in the order in which they were saved. */
export function groupOf(arrays: Readonly<Record<string, PlainArray>>, part: string): PlainArray[] {
  return Object.keys(arrays)
    .filter((name) => name.startsWith(`${part}/`))
    .map((name) => arrays[name]!);
}

/** Refuses arrays that do not fit these variables. */
export function checkArrays(
  what: string,
  { saved, variables }: { saved: readonly PlainArray[]; variables: readonly tf.Variable[] },
): void {
  const shapes = (of: readonly { readonly shape: readonly number[] }[]) =>
    of.map(({ shape }) => `[${shape}]`).join(" ");
  if (shapes(saved) !== shapes(variables)) {
    throw new RangeError(
      `${what} there has the shapes ${shapes(saved)}, and here ${shapes(variables)}`,
    );
  }
}
