import { isMap, isProxy, isSet } from "node:util/types";
import { property } from "../display/values/descriptors.js";
import { countOf, type Entry, entriesOf } from "../display/values/entries.js";
import type { Child, Children, Path, Step } from "./protocol.js";
import { keyText } from "./short-text.js";
import { Budget, summarize } from "./summary.js";

/** Some of what is in a value, from `start` on. */
export function childrenOf(
  value: unknown,
  { start, count }: { start: number; count: number },
): Children {
  if (typeof value !== "object" || value === null || isProxy(value))
    throw new TypeError("expected an object, got a value that has nothing in it");
  const children: Child[] = [];
  const budget = new Budget();
  let index = 0;
  for (const entry of entriesOf(value)) {
    if (index >= start + count || entry.kind === "inherited") break;
    if (index >= start) children.push(childOf(entry, { index, budget }));
    index++;
  }
  return { total: countOf(value), children };
}

/** The value that a path leads to in these names. Throws where it is not there, or a getter's. */
export function valueAt(names: object, path: Path): unknown {
  let value: unknown = names;
  for (const step of path) {
    const found = stepInto(value, step);
    if (found === undefined) throw new Error(`nothing is at ${path.join(" › ")} any more`);
    value = found.value;
  }
  return value;
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
