import { isMap, isModuleNamespaceObject, isSet } from "node:util/types";
import { isPlain, property, prototypes } from "./descriptors.js";
import { keysOf } from "./keys.js";

/** How an entry is in its object; "inherited" is an accessor of its class. */
type Kind = "index" | "property" | "hidden" | "pair" | "item" | "accessor" | "inherited" | "empty";

/** One thing in a value: a property, an element, a pair of a map. */
export interface Entry {
  readonly key: unknown;
  readonly kind: Kind;
  readonly value?: unknown;
}

/** What is in an object, in order, found as it is asked for; runs no getter. */
export function* entriesOf(value: object): Generator<Entry> {
  if (Array.isArray(value)) yield* elements(value);
  else if (isMap(value)) yield* pairs(value);
  else if (isSet(value)) yield* items(value);
  const list = Array.isArray(value);
  for (const key of keysOf(value)) {
    // The elements of an array come first, in the order of their indexes.
    if (list && (key === "length" || isIndex(key))) continue;
    yield propertyEntry(value, key);
  }
  if (!isPlain(value) && !isModuleNamespaceObject(value)) yield* accessors(value);
}

/** Whether a getter would have to be run to see an entry's value. */
export function isAccessor({ kind }: Entry): boolean {
  return kind === "accessor" || kind === "inherited";
}

/** How many entries there are, accessors not counted. */
export function countOf(value: object): number {
  if (Array.isArray(value)) return value.length;
  if (isMap(value) || isSet(value)) return value.size;
  return keysOf(value).length;
}

/** The methods of an object's classes, by name. */
export function methodsOf(value: object): string[] {
  const names = new Set<string>();
  for (const owner of prototypes(value)) {
    for (const key of Reflect.ownKeys(owner)) {
      if (key === "constructor" || typeof key !== "string") continue;
      if (typeof property(owner, key)?.value === "function") names.add(key);
    }
  }
  return [...names];
}

function* elements(list: readonly unknown[]): Generator<Entry> {
  for (let index = 0; index < list.length; index++) {
    const descriptor = property(list, index);
    if (descriptor === undefined) yield { key: index, kind: "empty" };
    else if ("value" in descriptor) yield { key: index, kind: "index", value: descriptor.value };
    else yield { key: index, kind: "accessor" };
  }
}

function* pairs(map: Map<unknown, unknown>): Generator<Entry> {
  for (const [key, value] of Map.prototype.entries.call(map)) yield { key, kind: "pair", value };
}

function* items(set: Set<unknown>): Generator<Entry> {
  let index = 0;
  for (const value of Set.prototype.values.call(set)) yield { key: index++, kind: "item", value };
}

function propertyEntry(owner: object, key: PropertyKey): Entry {
  const descriptor = property(owner, key);
  if (descriptor === undefined || !("value" in descriptor)) return { key, kind: "accessor" };
  return { key, kind: descriptor.enumerable ? "property" : "hidden", value: descriptor.value };
}

function* accessors(value: object): Generator<Entry> {
  for (const owner of prototypes(value)) {
    for (const key of Reflect.ownKeys(owner)) {
      if (key === "__proto__" || property(owner, key)?.get === undefined) continue;
      yield { key, kind: "inherited" };
    }
  }
}

function isIndex(key: PropertyKey): boolean {
  return typeof key === "string" && /^\d+$/.test(key);
}
