import { isProxy } from "node:util/types";
import type { Member } from "../bridge/messages.js";

/** Prototypes whose members everything has. */
const COMMON: ReadonlySet<unknown> = new Set([Object.prototype, Function.prototype]);

/**
 * The members of what a path of names leads to, from `names` on: none where a step is not plain
 * data. No code of the user runs: neither getters nor proxies are asked.
 */
export function membersAt(names: object, path: readonly string[]): readonly Member[] {
  let value: unknown = names;
  for (const name of path) {
    const found = descriptorOf(value, name);
    if (found === undefined || !("value" in found)) return [];
    value = found.value;
  }
  const members = new Map<string, Member>();
  for (const owner of owners(value)) {
    for (const [name, descriptor] of Object.entries(Object.getOwnPropertyDescriptors(owner))) {
      if (members.has(name) || !/^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name)) continue;
      const isMethod = typeof descriptor.value === "function";
      members.set(name, { name, kind: isMethod ? "method" : "property" });
    }
  }
  return [...members.values()];
}

function descriptorOf(value: unknown, name: string): PropertyDescriptor | undefined {
  for (const owner of owners(value)) {
    const found = Object.getOwnPropertyDescriptor(owner, name);
    if (found) return found;
  }
  return;
}

/** A value and what it inherits from, up to a proxy. */
function owners(value: unknown): readonly object[] {
  if (value === undefined || value === null) return [];
  const chain: object[] = [];
  let owner: object | null = Object(value) as object;
  while (owner !== null && !isProxy(owner) && !COMMON.has(owner)) {
    chain.push(owner);
    owner = Object.getPrototypeOf(owner) as object | null;
  }
  return chain;
}
