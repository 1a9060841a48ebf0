/** A property as it stands, without running a getter; undefined where even asking throws. */
export function property(object: object, key: PropertyKey): PropertyDescriptor | undefined {
  try {
    return Object.getOwnPropertyDescriptor(object, key);
  } catch {
    return undefined;
  }
}

/** The objects from which `object` inherits, nearest first, without the roots of the language. */
export function* prototypes(object: object): Generator<object> {
  let next: object | null = Object.getPrototypeOf(object);
  while (next !== null && !roots.has(next)) {
    yield next;
    next = Object.getPrototypeOf(next);
  }
}

const roots: ReadonlySet<object> = new Set([
  Object.prototype,
  Array.prototype,
  Function.prototype,
  Error.prototype,
  Map.prototype,
  Set.prototype,
]);

/** A method of an object or of its classes, looked up without running a getter. */
export function method(object: object, name: PropertyKey): ((...of: never) => unknown) | undefined {
  for (const owner of [object, ...prototypes(object)]) {
    const found = property(owner, name);
    if (found) return typeof found.value === "function" ? found.value : undefined;
  }
  return undefined;
}

/** The name of an object's class, or "" if it has none. */
export function className(object: object): string {
  for (let next: object | null = object; next; next = Object.getPrototypeOf(next)) {
    const made: unknown = property(next, "constructor")?.value;
    if (typeof made !== "function") continue;
    const name: unknown = property(made, "name")?.value;
    if (typeof name === "string" && name !== "") return name;
  }
  return "";
}

/** Whether an object is a literal's, or has no prototype. */
export function isPlain(object: object): boolean {
  const prototype = Object.getPrototypeOf(object);
  return prototype === null || prototype === Object.prototype;
}
