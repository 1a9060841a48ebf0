import { isModuleNamespaceObject, isProxy } from "node:util/types";
import { isSecretEntry } from "../display/secrets.js";
import { className, property } from "../display/values/descriptors.js";
import { countOf } from "../display/values/entries.js";
import { keysOf } from "../display/values/keys.js";
import { heldBytes } from "./held-bytes.js";
import { type Numeric, numericOf, sizeOf } from "./numeric.js";
import type { Kind, Statistics, Summary } from "./protocol.js";
import { shortText } from "./short-text.js";
import { statisticsOf } from "./statistics.js";

/** Numbers of which statistics are found in passing: a few milliseconds. */
const few = 1 << 20;
/** Elements of plain arrays, which are slower to read. */
const fewElements = 1 << 15;
/** Numbers of a tensor that are its value in a row. */
const shownNumbers = 8;

/** Characters from which on a text counts as memory. */
const longText = 1_000;

/** What may be spent on a list of values. */
export class Budget {
  /** Objects that may still be looked through for what they hold. */
  objects = 5_000;
  #left = few;

  /** Whether so many numbers may be read; they count then. */
  allows(count: number): boolean {
    if (count > this.#left) return false;
    this.#left -= count;
    return true;
  }
}

/** A value in a few words; `key` is what it is called. No getter runs, and nothing is thrown. */
export function summarize(
  value: unknown,
  { key, budget }: { key: unknown; budget: Budget },
): Summary {
  try {
    return summaryOf(value, { key, budget });
  } catch {
    return { kind: "object", type: "", value: "", opens: false };
  }
}

function summaryOf(value: unknown, { key, budget }: { key: unknown; budget: Budget }): Summary {
  const numeric = numericOf(value);
  if (numeric) return numericSummary(value as object, { numeric, budget });
  const about = { kind: kindOf(value), type: typeName(value), value: shortText(value, key) };
  const bytes = heldBytes(value, budget);
  const opens =
    typeof value === "object" && value !== null && !isProxy(value) && countOf(value) > 0;
  return { ...about, ...sizeOfText(value, key), ...(bytes && { bytes }), opens };
}

function numericSummary(
  value: object,
  { numeric, budget }: { numeric: Numeric; budget: Budget },
): Summary {
  const { shape, dtype, bytes, disposed } = numeric;
  const isTensor = "dataSync" in value;
  const about = {
    kind: isTensor ? ("tensor" as const) : ("numbers" as const),
    type: className(value) || "Array",
    shape,
    dtype,
    ...(bytes !== undefined && { bytes }),
    opens: false,
  };
  if (disposed) return { ...about, value: "disposed", disposed };
  return { ...about, ...inPassing(value, { numeric, budget }) };
}

/** The first numbers and the statistics, where they are not too many to be read in a row. */
function inPassing(
  value: object,
  { numeric, budget }: { numeric: Numeric; budget: Budget },
): { value: string; statistics?: Statistics } {
  const size = sizeOf(numeric.shape);
  const isPlain = Array.isArray(value);
  if ((isPlain && size > fewElements) || size === 0 || !budget.allows(size))
    return { value: isPlain ? shortText(value) : "" };
  try {
    const numbers = numeric.read();
    const first = Array.from({ length: Math.min(size, shownNumbers) }, (_, index) =>
      short(numbers[index]!),
    );
    const text = `${first.join(", ")}${size > shownNumbers ? ", …" : ""}`;
    const statistics = size > 1 ? { statistics: statisticsOf(numbers) } : undefined;
    return { value: numeric.shape.length > 0 ? `[${text}]` : text, ...statistics };
  } catch {
    return { value: isPlain ? shortText(value) : "" };
  }
}

function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}

function kindOf(value: unknown): Kind {
  if (typeof value === "function") return "function";
  if (typeof value !== "object" || value === null) return "value";
  if (isProxy(value)) return "object";
  return isModuleNamespaceObject(value) || isExports(value) ? "module" : "object";
}

/** Whether an object is what a compiled module exports, or a namespace that a compiler made of it. */
function isExports(value: object): boolean {
  if (property(value, "__esModule")?.value === true) return true;
  if (property(value, "default") === undefined) return false;
  return keysOf(value).every((key) => key === "default" || property(value, key)?.get !== undefined);
}

function typeName(value: unknown): string {
  if (value === null) return "null";
  if (typeof value !== "object") return typeof value;
  if (isProxy(value)) return "Proxy";
  return className(value) || "object";
}

/** Long texts have a size that is worth telling. */
function sizeOfText(value: unknown, key: unknown): { bytes?: number } {
  if (typeof value !== "string" || value.length < longText || isSecretEntry(key, value)) return {};
  return { bytes: 2 * value.length };
}
