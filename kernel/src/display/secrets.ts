import { inspect } from "node:util";

/** What stands in place of a secret. */
export const hidden = "••••••";

const parts =
  /SECRET|TOKEN|PASSW|PASSPHRASE|CREDENTIAL|KEY(?!BOARD|WORD|MAP|CODE|CHAIN)|(?:^|_)(?:PASS|PWD_?HASH|PW|AUTH|JWT|PAT|CREDS|COOKIE|DSN)(?:_|$)/i;
const innocent = /MONKEY|TURKEY|HOCKEY|DONKEY|KEYS?_?(?:COUNT|LENGTH|SIZE|REPEAT)|TOKENIZERS?_/i;
const withPassword = /^[a-z][\w+.-]*:\/\/[^\s/:@]*:[^\s/@]+@/i;

/** Whether an environment variable of this name is taken to hold a secret. */
export function isSecretName(name: string): boolean {
  return parts.test(name.replace(innocent, ""));
}

/** Whether an environment variable must not be shown: by its name, or as an address with password. */
export function isSecretVariable(name: string, value: string): boolean {
  return value !== "" && (isSecretName(name) || withPassword.test(value));
}

/**
 * Whether an entry of any object is a secret of this process's environment: it has the name and
 * the value of a secret variable. A copy of `process.env` has such entries as well.
 */
export function isSecretEntry(name: unknown, value: unknown): boolean {
  if (typeof name !== "string" || typeof value !== "string") return false;
  return isSecretVariable(name, value) && process.env[name] === value;
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
  if (!parts.test(text) && !text.includes("://")) return text;
  return text.replace(entry, (all: string, name: string, between: string, shown: string) => {
    const value = process.env[name];
    if (value === undefined || !isSecretVariable(name, value)) return all;
    return isLiteralOf(value, shown) ? `${name}${between}'${hidden}'` : all;
  });
}

function isLiteralOf(value: string, shown: string): boolean {
  if (shown === inspect(value) || shown === JSON.stringify(value)) return true;
  // Written in several lines or cut, in a way that depends on where it stands.
  return value.includes("\n") || value.length > 1000;
}
