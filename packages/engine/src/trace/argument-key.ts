import { bytesOf } from "../bytes-of.js";
import type { Signature } from "./recorder.js";
import { withLeaves } from "./structure.js";

const identities = new WeakMap<object, number>();
let count = 0;

/**
 * What the arguments of a step have in common with those that run the same graph: the shapes and
 * types of tensors, and everything else that they hold. Objects that are no plain records, such as
 * functions, are the same only as themselves.
 */
export function argumentKey(args: readonly unknown[], signatures: readonly Signature[]): string {
  let next = 0;
  return keyOf(withLeaves(args, () => new Leaf(signatures[next++]!)));
}

/** A tensor's place. */
class Leaf {
  readonly text: string;

  constructor({ shape, dtype }: Signature) {
    this.text = `${dtype}[${shape}]`;
  }
}

function keyOf(value: unknown): string {
  if (value instanceof Leaf) return value.text;
  if (typeof value === "string") return JSON.stringify(value);
  if (Object.is(value, -0)) return "-0";
  if (typeof value === "function") return identityOf(value);
  if (typeof value !== "object" || value === null) return `${typeof value} ${String(value)}`;
  if (Array.isArray(value)) return `[${value.map(keyOf)}]`;
  if (ArrayBuffer.isView(value)) return `${value.constructor.name}[${bytesOf(value)}]`;
  const prototype = Object.getPrototypeOf(value) as object | null;
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) return identityOf(value);
  if (prototype !== null && prototype.constructor?.name !== "Object") return identityOf(value);
  return `{${Object.entries(value).map(([name, item]) => `${JSON.stringify(name)}:${keyOf(item)}`)}}`;
}

function identityOf(value: object): string {
  let identity = identities.get(value);
  if (identity === undefined) {
    identity = ++count;
    identities.set(value, identity);
  }
  return `#${identity}`;
}
