import { isMap, isProxy, isSet } from "node:util/types";
import { isPlain, property } from "../display/values/descriptors.js";
import { countOf, type Entry, entriesOf } from "../display/values/entries.js";
import type { Child, Children, Path, Step } from "./protocol.js";
import { keyText } from "./short-text.js";
import { Budget, summarize } from "./summary.js";

/** Some of what is in a value, from `start` on. */
export function childrenOf(
  value: unknown,
  { start, count }: { start: number; count: number },
): Children {
  checkObject(value);
  const children: Child[] = [];
  const budget = new Budget();
  let index = 0;
  for (const entry of inOrder(value)) {
    if (index >= start + count) break;
    if (index >= start) children.push(childOf(entry, { index, budget }));
    index++;
  }
  return { total: countOf(value), children };
}

/** What a path leads to, as it is among the children of what it is in. Throws where it is not there. */
export function childAt(names: object, path: Path): Child {
  const parent = valueAt(names, path.slice(0, -1));
  checkObject(parent);
  let index = 0;
  for (const entry of inOrder(parent)) {
    if (stepOf(entry, index) === path.at(-1))
      return childOf(entry, { index, budget: new Budget() });
    index++;
  }
  throw missing(path);
}

/** The value that a path leads to in these names. Throws where it is not there, or a getter's. */
export function valueAt(names: object, path: readonly Step[]): unknown {
  let value: unknown = names;
  for (const step of path) {
    const found = stepInto(value, step);
    if (found === undefined) throw missing(path);
    value = found.value;
  }
  return value;
}

function checkObject(value: unknown): asserts value is object {
  if (typeof value !== "object" || value === null || isProxy(value))
    throw new TypeError("expected an object, got a value that has nothing in it");
}

function missing(path: readonly Step[]): Error {
  return new Error(`nothing is at ${path.join(" › ")} any more`);
}

/** What is in a value; of an instance of a class, what the class keeps to itself comes last. */
function inOrder(value: object): Iterable<Entry> {
  const isCollection = Array.isArray(value) || isMap(value) || isSet(value);
  if (isCollection || isPlain(value)) return entriesOf(value);
  const all = [...entriesOf(value)].filter(({ kind }) => kind !== "inherited");
  const isPrivate = ({ key }: Entry): boolean => String(key).startsWith("_");
  return [...all.filter((entry) => !isPrivate(entry)), ...all.filter(isPrivate)];
}

function childOf(entry: Entry, { index, budget }: { index: number; budget: Budget }): Child {
  const { key, kind, value } = entry;
  const name = kind === "item" ? String(index) : keyText(key);
  if (kind === "accessor") return { name, kind: "value", type: "", value: "(…)", opens: false };
  if (kind === "empty") return { name, kind: "value", type: "", value: "empty", opens: false };
  const summary = summarize(value, { key, budget });
  const step = stepOf(entry, index);
  return step === undefined ? { name, ...summary, opens: false } : { name, ...summary, step };
}

function stepOf({ key, kind }: Entry, index: number): Step | undefined {
  if (kind === "pair" || kind === "item" || kind === "index") return index;
  return typeof key === "string" ? key : undefined;
}

function stepInto(value: unknown, step: Step): { readonly value?: unknown } | undefined {
  if (typeof value !== "object" || value === null || isProxy(value)) return undefined;
  if (typeof step === "number" && (isMap(value) || isSet(value))) {
    let index = 0;
    for (const entry of entriesOf(value)) if (index++ === step) return entry;
    return undefined;
  }
  const found = property(value, step);
  return found && "value" in found ? found : undefined;
}
