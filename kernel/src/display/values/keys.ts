/** Keys below which asking again costs nothing. */
const many = 1_000;

let known = new WeakMap<object, readonly PropertyKey[]>();

/** All own keys of an object; of one with very many they are asked for once in a showing. */
export function keysOf(object: object): readonly PropertyKey[] {
  const keys = known.get(object) ?? Reflect.ownKeys(object);
  if (keys.length > many) known.set(object, keys);
  return keys;
}

/** Begins a showing: objects may have changed since the last. */
export function forgetKeys(): void {
  known = new WeakMap();
}
