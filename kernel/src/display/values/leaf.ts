import { inspect } from "node:util";
import {
  isAnyArrayBuffer,
  isDate,
  isMap,
  isNativeError,
  isPromise,
  isProxy,
  isRegExp,
  isSet,
} from "node:util/types";
import { escapeHtml, span } from "../html/escape.js";
import { hidden, isSecretEntry } from "../secrets.js";
import { className, isPlain, method, property } from "./descriptors.js";
import { signatureOf } from "./signature.js";

/** Characters of a string in a row. */
const longest = 160;

/** A value in one piece, in colour: all of a primitive, the name of anything else. */
export function leaf(value: unknown, room = longest): string {
  if (typeof value === "string") return span("string", quoted(value, room));
  if (typeof value === "number") return span("number", inspect(value));
  if (typeof value === "bigint") return span("number", bigText(value, room));
  if (typeof value === "symbol") return span("string", cut(value.toString(), room));
  if (isProxy(value)) return span("name", "Proxy");
  if (typeof value === "function") return span("name", cut(signatureOf(value), room));
  if (typeof value !== "object" || value === null) return span("atom", String(value));
  return objectLeaf(value, room);
}

/** A secret of the environment hidden, anything else as `leaf` shows it. */
export function safeLeaf(key: unknown, value: unknown, room = longest): string {
  return isSecretEntry(key, value) ? secretLeaf : leaf(value, room);
}

const secretLeaf = `<span class="rb-muted" title="hidden: show the string by itself to see it">${hidden}</span>`;

/** Characters that are not worth leaving out. */
const few = 12;

/** What an object is called where its content is not shown. */
export function nameOf(value: object): string {
  if (isProxy(value)) return "Proxy";
  const name = className(value);
  const count = sizeOf(value);
  if (count !== undefined) return `${name || "Array"}(${count})`;
  return name || "[Object: null prototype]";
}

/** How many elements a collection has. */
export function sizeOf(value: object): number | undefined {
  if (Array.isArray(value)) return value.length;
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) {
    return (value as Uint8Array).length;
  }
  if (isAnyArrayBuffer(value)) return value.byteLength;
  return isMap(value) || isSet(value) ? value.size : undefined;
}

function objectLeaf(value: object, room: number): string {
  if (isDate(value)) return span("number", inspect(value));
  if (isRegExp(value)) return span("string", cut(inspect(value), room));
  if (isPromise(value)) return span("name", inspect(value, { depth: -1 }));
  if (isNativeError(value)) return span("error", cut(titleOf(value), room));
  if (value instanceof URL) return span("string", cut(value.href, room));
  if (method(value, inspect.custom) && !Buffer.isBuffer(value)) {
    return escapeHtml(cut(inspect(value, { depth: 0 }).replace(/\s+/g, " "), room));
  }
  const name = isPlain(value) ? "{…}" : nameOf(value);
  return span("name", name);
}

/** An error's name and message, without running a getter. */
export function titleOf(error: object): string {
  const name = stringIn(error, "name") ?? className(error);
  const message = stringIn(error, "message");
  return message ? `${name}: ${message}` : name;
}

function stringIn(object: object, key: string): string | undefined {
  const value: unknown = property(object, key)?.value;
  return typeof value === "string" && value !== "" ? value : undefined;
}

function quoted(text: string, room: number): string {
  const rest = text.length - room;
  return rest > few ? `${inspect(text.slice(0, room))}… ${rest} more` : inspectOnOneLine(text);
}

function inspectOnOneLine(text: string): string {
  return inspect(text, { breakLength: Number.POSITIVE_INFINITY });
}

function bigText(value: bigint, room: number): string {
  return cut(`${value}n`, room);
}

function cut(text: string, room: number): string {
  return text.length > room ? `${text.slice(0, room)}…` : text;
}
