import { maskSecrets } from "../display/secrets.js";

type Print = (...values: unknown[]) => void;

const printers = ["log", "info", "debug", "warn", "error", "dir", "table", "group"] as const;
let hides = false;

/**
 * Keeps the secrets of the environment out of what `console` makes of objects. A string, which is
 * what `process.env.NAME` is, is printed as it is.
 */
export function hideSecrets(): void {
  const methods = console as unknown as Record<string, Print>;
  for (const name of printers) {
    const print = methods[name]!;
    const method = {
      [name](...values: unknown[]): void {
        // `console.table` prints by `console.log`, which sees a string.
        const before = hides;
        hides ||= values.some(isObject);
        print.apply(console, values);
        hides = before;
      },
    };
    Object.assign(console, method);
  }
}

/** Text on its way out, without secrets if it was made of objects. */
export function withoutSecrets(text: string): string {
  return hides ? maskSecrets(text) : text;
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}
