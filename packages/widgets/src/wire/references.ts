import { idOf, modelOf } from "../model/open-models.js";
import { isPlain } from "./buffers.js";
import type { Codec } from "./codec.js";

const prefix = "IPY_MODEL_";

/** JSON in which other widgets may stand; they are opened before they are named. */
export const references: Codec<unknown> = {
  toWire: (value) => {
    const id = idOf(value);
    return id === undefined ? mapped(value, references.toWire) : `${prefix}${id}`;
  },
  fromWire: (wire) => {
    const named = typeof wire === "string" && wire.startsWith(prefix);
    if (!named) return mapped(wire, references.fromWire);
    return modelOf(wire.slice(prefix.length)) ?? wire;
  },
};

function mapped(value: unknown, map: (item: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map(map);
  if (!isPlain(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, map(item)]));
}
