import type { Magic } from "./magic.js";

/** The names by which a magic can be called with what stands before them: `%time`, `%%time`. */
export function formsOf({ name, aliases = [], usage }: Magic): readonly string[] {
  if (!usage[0]!.startsWith("%")) return [name];
  const isLine = usage.some((one) => /^%[^%]/.test(one));
  const isCell = usage.some((one) => one.startsWith("%%"));
  return [name, ...aliases].flatMap((each) => [
    ...(isLine ? [`%${each}`] : []),
    ...(isCell ? [`%%${each}`] : []),
  ]);
}

/** The magic that is called like this, if there is one. */
export function magicCalled(called: string, magics: readonly Magic[]): Magic | undefined {
  return magics.find((magic) => formsOf(magic).includes(called));
}
