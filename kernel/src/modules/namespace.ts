import { inspect } from "node:util";

/** What a module exports, by name. */
export type Namespace = Record<string, unknown>;

/** An empty namespace. */
export function createNamespace(): Namespace {
  const namespace = Object.create(null) as Namespace;
  Object.defineProperties(namespace, {
    [Symbol.toStringTag]: { value: "Module" },
    [inspect.custom]: { value: () => shownAs(namespace) },
  });
  return namespace;
}

const uninitialized = { [inspect.custom]: () => "<uninitialized>" };

/** A namespace with its values in place of the accessors, as Node shows those of its own modules. */
function shownAs(namespace: Namespace): object {
  const shown = Object.create(null) as Namespace;
  Object.defineProperty(shown, Symbol.toStringTag, { value: "Module" });
  for (const name of Object.keys(namespace)) {
    try {
      shown[name] = namespace[name];
    } catch {
      shown[name] = uninitialized;
    }
  }
  return shown;
}

/** Whether a value is the namespace of a module, Node's or one made here. */
export function isNamespace(value: unknown): value is Namespace {
  return Object(value)[Symbol.toStringTag] === "Module";
}

/** Adds one export; an older one of that name stays. */
export function addExport(namespace: Namespace, name: string, get: () => unknown): void {
  if (Object.hasOwn(namespace, name)) return;
  Object.defineProperty(namespace, name, { get, enumerable: true, configurable: true });
}

/** Adds what another module exports, its default apart. */
export function addStar(namespace: Namespace, other: Namespace): void {
  for (const name of Object.keys(other)) {
    if (name !== "default") addExport(namespace, name, () => other[name]);
  }
}

/** Adds what another module exports. */
export function addAll(namespace: Namespace, other: Namespace): void {
  addStar(namespace, other);
  if ("default" in other) addExport(namespace, "default", () => other.default);
}

/** Makes `namespace` show what `newest` exports, and nothing else. */
export function follow(namespace: Namespace, newest: Namespace): void {
  for (const name of Object.keys(namespace)) delete namespace[name];
  addAll(namespace, newest);
}

/**
 * The namespace of a CommonJS module: all of its exports as the default and, of an object or a
 * function, each by its name. What was compiled from an ES module keeps its own default.
 */
export function commonNamespace(exports: unknown): Namespace {
  const namespace = createNamespace();
  const object = Object(exports) as Namespace;
  if (object === exports && !Array.isArray(object)) addStar(namespace, object);
  const own = object.__esModule === true && "default" in object;
  addExport(namespace, "default", () => (own ? object.default : exports));
  return namespace;
}
