import { inspect } from "node:util";
import {
  isAnyArrayBuffer,
  isBoxedPrimitive,
  isDate,
  isMap,
  isModuleNamespaceObject,
  isNativeError,
  isPromise,
  isProxy,
  isRegExp,
  isSet,
} from "node:util/types";
import { method, property } from "./values/descriptors.js";
import { keysOf } from "./values/keys.js";

/** Properties of an object that text shows; `inspect` itself knows no limit. */
const widest = 200;
/** Elements of an array that `inspect` shows. */
const longest = 100;
/** Values in values that text shows. */
const most = 5_000;

interface Narrowed {
  readonly value: unknown;
  /** How deep `inspect` may go. */
  readonly depth: number;
  /** Finishes the text that `inspect` made. */
  readonly finish: (text: string) => string;
}

/** What `inspect` shows of a value in bounded time: the value itself, or a copy of its beginning. */
export function narrowed(value: unknown): Narrowed {
  if (typeof value !== "object" || value === null)
    return { value, depth: typeof value === "function" ? 0 : 2, finish: same };
  for (const depth of [2, 1]) {
    const survey = new Survey(depth);
    const shown = survey.narrow(value, 0);
    if (survey.left > 0) return { value: shown, depth, finish: finishOf(value, shown) };
  }
  const shown = new Survey(0).narrow(value, 0);
  return { value: shown, depth: 0, finish: finishOf(value, shown) };
}

const same = (text: string): string => text;

function finishOf(value: unknown, shown: unknown): Narrowed["finish"] {
  if (value === shown) return same;
  return (text) => text.replace(/__(\d+)_more_(properties|items): /g, "... $1 more $2");
}

/** Stands for what is left out; its key or its text says how much that is. */
const rest = { [inspect.custom]: () => "" };

class Survey {
  readonly #depth: number;
  left = most;

  constructor(depth: number) {
    this.#depth = depth;
  }

  /** `value`, or a copy where something in it is too wide. */
  narrow(value: unknown, depth: number): unknown {
    if (--this.left <= 0 || depth > this.#depth) return value;
    if (typeof value !== "object" || value === null || isProxy(value)) return value;
    if (Array.isArray(value)) return this.#array(value, depth);
    if (method(value, inspect.custom) || ArrayBuffer.isView(value)) return value;
    if (isMap(value) || isSet(value)) {
      this.left -= Math.min(value.size, longest);
      return value;
    }
    return this.#object(value, depth);
  }

  #array(value: readonly unknown[], depth: number): unknown {
    const start: unknown[] = [];
    let changed = false;
    for (let index = 0; index < Math.min(value.length, longest); index++) {
      const element: unknown = property(value, index)?.value;
      start.push(this.narrow(element, depth + 1));
      changed ||= start[index] !== element;
    }
    if (!changed) return value;
    if (value.length > longest) {
      const text = `... ${value.length - longest + 1} more items`;
      start[longest - 1] = { [inspect.custom]: () => text };
    }
    return start;
  }

  #object(value: object, depth: number): object {
    const keys = keysOf(value);
    const wide = keys.length > widest;
    const copy: PropertyDescriptorMap = {};
    let changed = wide && canCopy(value);
    for (const key of wide ? keys.slice(0, widest) : keys) {
      const descriptor = property(value, key);
      if (descriptor === undefined) continue;
      const shown = this.narrow(descriptor.value, depth + 1);
      if ("value" in descriptor && shown !== descriptor.value) {
        changed ||= canCopy(value);
        descriptor.value = shown;
      }
      copy[key as string] = descriptor;
    }
    if (!changed) return value;
    if (wide) {
      const name = `__${keys.length - widest}_more_properties`;
      copy[name] = { value: rest, enumerable: true };
    }
    return Object.create(Object.getPrototypeOf(value), copy);
  }
}

/** Whether a copy made of properties looks the same: of a date or an error it would not. */
function canCopy(value: object): boolean {
  return !special.some((is) => is(value));
}

const special = [
  isAnyArrayBuffer,
  isBoxedPrimitive,
  isDate,
  isModuleNamespaceObject,
  isNativeError,
  isPromise,
  isRegExp,
];
