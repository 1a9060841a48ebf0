/**
 * A function under the name that records of runs give it: the call that made it, with its options.
 */
export function named<F extends (...values: never[]) => unknown>(
  made: F,
  { name, ...options }: { readonly name: string; readonly [option: string]: unknown },
): F {
  const given = Object.entries(options)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}: ${optionText(value)}`);
  const text = given.length > 0 ? `${name}({ ${given.join(", ")} })` : `${name}()`;
  return Object.defineProperty(made, "name", { value: text, configurable: true });
}

function optionText(value: unknown): string {
  return typeof value === "function" ? value.name || "…" : JSON.stringify(value);
}
