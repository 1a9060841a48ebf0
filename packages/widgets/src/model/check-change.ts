import type { Kind } from "./kind.js";

/**
 * A change without the properties that are undefined. Throws when it names something that the
 * widget does not have, or gives it a value of another type.
 */
export function checkChange<P extends object>(
  { name, defaults }: Kind<P>,
  change: Partial<P>,
): Partial<P> {
  const entries = Object.entries(change).filter(([, value]) => value !== undefined);
  for (const [property, value] of entries) {
    if (!(property in defaults)) {
      const known = Object.keys(defaults).join(", ");
      throw new TypeError(`Cannot set ${property} of ${name}: expected one of ${known}`);
    }
    const usual = defaults[property as keyof P];
    const checked = usual !== null && typeof usual !== "object";
    if (checked && typeof value !== typeof usual) {
      const got = value === null ? "null" : `${typeof value} ${String(value)}`;
      throw new TypeError(
        `Cannot set ${property} of ${name}: expected a ${typeof usual}, got ${got}`,
      );
    }
  }
  return Object.fromEntries(entries) as Partial<P>;
}
