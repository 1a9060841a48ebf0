/** Whether a value from outside is what it should be. */
export type Check = (value: unknown) => boolean;

export const isText: Check = (value) => typeof value === "string";
export const isNumber: Check = (value) => typeof value === "number" && Number.isFinite(value);
export const isCount: Check = (value) => Number.isInteger(value) && (value as number) >= 0;
export const isBoolean: Check = (value) => typeof value === "boolean";

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function orNull(check: Check): Check {
  return (value) => value === null || check(value);
}

export function listOf(check: Check): Check {
  return (value) => Array.isArray(value) && value.every(check);
}

export function recordOf(check: Check): Check {
  return (value) => isObject(value) && Object.values(value).every(check);
}

export function oneOf(...values: readonly string[]): Check {
  return (value) => values.includes(value as string);
}

/** A value for a message, short. */
export function shown(value: unknown): string {
  const text = value === undefined ? "nothing" : (JSON.stringify(value) ?? String(value));
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
