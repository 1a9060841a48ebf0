/** Whether a value that came from elsewhere is what it should be. */
export type Check = (value: unknown) => boolean;

export const isText: Check = (value) => typeof value === "string";
export const isNumber: Check = (value) => Number.isFinite(value);
export const isFlag: Check = (value) => typeof value === "boolean";
/** A whole number from 0. */
export const isCount: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 0;

export function oneOf(...values: readonly unknown[]): Check {
  return (value) => values.includes(value);
}

/** A part that may be missing. */
export function maybe(check: Check): Check {
  return (value) => value === undefined || check(value);
}

export function listOf(check: Check): Check {
  return (value) => Array.isArray(value) && value.every(check);
}

/** An object with any names. */
export function recordOf(check: Check): Check {
  return (value) => isFields(value) && Object.values(value).every(check);
}

/** An object with these names, and perhaps others. */
export function record(fields: Readonly<Record<string, Check>>): Check {
  return (value) =>
    isFields(value) && Object.entries(fields).every(([name, check]) => check(value[name]));
}

export function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
