import { syncBuiltinESMExports } from "node:module";
import util from "node:util";
import { maskSecrets } from "../display/secrets.js";

type Print = (...values: unknown[]) => void;

const printers = ["log", "info", "debug", "warn", "error", "dir", "table", "group"] as const;
const writers = ["inspect", "format", "formatWithOptions"] as const;
let hides = false;

/**
 * Keeps the secrets of the environment out of what `console` and `util.inspect` make of objects. A
 * string, which is what `process.env.NAME` is, is printed as it is.
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
  const masked = writers.map((name) => [name, withoutSecretsOf(util[name])]);
  Object.assign(util, Object.fromEntries(masked));
  syncBuiltinESMExports();
}

/** Text on its way out, without secrets if it was made of objects. */
export function withoutSecrets(text: string): string {
  return hides ? maskSecrets(text) : text;
}

/** A function of Node that makes text of values; all that is on it stays. */
function withoutSecretsOf(write: (...values: never) => string): typeof write {
  return new Proxy(write, {
    apply: (_write, self, values: never) => {
      const text = Reflect.apply(write, self, values);
      return (values as unknown[]).some(isObject) ? maskSecrets(text) : text;
    },
  });
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}
