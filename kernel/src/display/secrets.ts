import { inspect } from "node:util";

/** What stands in place of a secret. */
export const hidden = "••••••";

const parts =
  /SECRET|TOKEN|PASSW|PASSPHRASE|CREDENTIAL|KEY(?!BOARD|WORD|MAP|CODE|CHAIN)|(?:^|_)(?:PASS|PWD_?HASH|PW|AUTH|JWT|PAT|CREDS|COOKIE|DSN)(?:_|$)/i;
const innocent = /MONKEY|TURKEY|HOCKEY|DONKEY|KEYS?_?(?:COUNT|LENGTH|SIZE|REPEAT)|TOKENIZERS?_/i;
const withPassword = /^[a-z][\w+.-]*:\/\/[^\s/:@]*:[^\s/@]+@/i;

const known = new Map<string, boolean>();

/** Whether an environment variable of this name is taken to hold a secret. */
export function isSecretName(name: string): boolean {
  let is = known.get(name);
  if (is === undefined) {
    is = parts.test(name.replace(innocent, ""));
    // Names of entries of any object come here too.
    if (known.size < 10_000) known.set(name, is);
  }
  return is;
}

/** Whether an environment variable must not be shown: by its name, or as an address with password. */
export function isSecretVariable(name: string, value: string): boolean {
  return value !== "" && (isSecretName(name) || (value.includes("@") && withPassword.test(value)));
}

/**
 * Whether an entry of any object is a secret of this process's environment: it has the name and
 * the value of a secret variable, or any name and a value that cannot be one by chance. A copy of
 * `process.env` has such entries as well.
 */
export function isSecretEntry(name: unknown, value: unknown): boolean {
  if (typeof value !== "string") return false;
  if (isTelling(value) && secretValues().has(value)) return true;
  return typeof name === "string" && isSecretVariable(name, value) && process.env[name] === value;
}

/** Whether a value is known as a secret under any name: "postgres", a password, says other things. */
function isTelling(value: string): boolean {
  return value.length >= 8 && !/^[a-z]+$/i.test(value);
}

let values: ReadonlySet<string> | undefined;

/** The values of all secret variables that are telling; looked up once in a row of calls. */
function secretValues(): ReadonlySet<string> {
  if (values === undefined) {
    const found = new Set<string>();
    for (const [name, value = ""] of Object.entries(process.env)) {
      if (isTelling(value) && isSecretVariable(name, value)) found.add(value);
    }
    values = found;
    queueMicrotask(() => {
      values = undefined;
    });
  }
  return values;
}

/** A string as `inspect` and JSON write it, which may be a sum of lines. */
const literal = String.raw`(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|${"`"}(?:[^${"`"}\\]|\\.)*${"`"})`;
const sum = String.raw`${literal}(?:\s*\+\s*${literal})*(?:\.\.\. \d+ more characters?)?`;
const entry = new RegExp(String.raw`(\b\w+)(['"${"`"}]?\s*(?::|=>|,|│)\s*)(${sum})`, "g");

/**
 * The text that `inspect`, `console.table` or JSON made of a value, with the secrets of this
 * process's environment hidden in it.
 */
export function maskSecrets(text: string): string {
  if (!/['"`]/.test(text)) return text;
  const masked = maskValues(text);
  if (!parts.test(masked) && !masked.includes("://")) return masked;
  return masked.replace(entry, (all: string, name: string, between: string, shown: string) => {
    const value = process.env[name];
    if (value === undefined || !isSecretVariable(name, value)) return all;
    return isLiteralOf(value, shown) ? `${name}${between}'${hidden}'` : all;
  });
}

/** Hides secrets that stand as literals of their own, whatever they are called. */
function maskValues(text: string): string {
  let masked = text;
  for (const value of secretValues()) {
    for (const literal of [inspect(value), JSON.stringify(value)]) {
      if (masked.includes(literal)) masked = masked.replaceAll(literal, `'${hidden}'`);
    }
  }
  return masked;
}

function isLiteralOf(value: string, shown: string): boolean {
  if (shown === inspect(value) || shown === JSON.stringify(value)) return true;
  // Written in several lines or cut, in a way that depends on where it stands.
  return value.includes("\n") || value.length > 1000;
}
