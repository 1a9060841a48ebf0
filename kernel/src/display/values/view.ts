import { inspect } from "node:util";
import {
  isAnyArrayBuffer,
  isDate,
  isNativeError,
  isPromise,
  isProxy,
  isRegExp,
  isTypedArray,
} from "node:util/types";
import type { Limits } from "../limits.js";
import { recordsIn } from "../table/records.js";
import { table } from "../table/table.js";
import { addressView } from "./address.js";
import { bytesView } from "./bytes.js";
import { className, isPlain, method, property } from "./descriptors.js";
import { entriesOf, isAccessor } from "./entries.js";
import { errorView } from "./error.js";
import { functionView } from "./function.js";
import { nameOf } from "./leaf.js";
import { dateView } from "./moment.js";
import { numbersView } from "./numbers.js";
import { promiseView } from "./promise.js";
import { isLong, stringView } from "./string.js";
import { isTensor, tensorView } from "./tensor.js";
import { tree } from "./tree.js";

/** What is known of a value that is to be shown. */
interface Context {
  /** The value as a terminal shows it. */
  readonly text: string;
  readonly limits: Limits;
}

/** Characters of a text that says all there is on one line. */
const short = 76;

/** The HTML of a value; undefined where the text says as much. */
export function view(value: unknown, { text, limits }: Context): string | undefined {
  if (typeof value === "string") return isLong(value) ? stringView(value, limits) : undefined;
  if (isProxy(value)) return undefined;
  if (typeof value === "function") return functionView(value, limits);
  if (typeof value !== "object" || value === null) return undefined;
  if (Array.isArray(value)) return listView(value, { text, limits });
  const special = specialView(value, limits);
  if (special !== undefined) return special;
  if (isRegExp(value) || method(value, inspect.custom)) return undefined;
  return isShort(value, text) ? undefined : tree(value, limits);
}

function listView(list: readonly unknown[], { text, limits }: Context): string | undefined {
  if (isShort(list, text)) return undefined;
  const records = recordsIn(list);
  if (records) return table(records, limits, { title: titleOf(list) });
  const numbers = typeof list[0] === "number" || typeof list[0] === "bigint";
  return (numbers ? numbersView(list as number[], limits) : undefined) ?? tree(list, limits);
}

/** What a list of records is called: `Array(3) of Point`. */
function titleOf(list: readonly unknown[]): string {
  const first = property(list, 0)?.value as object;
  const name = isPlain(first) || Array.isArray(first) ? "" : className(first);
  return `${nameOf(list)}${name && ` of ${name}`}`;
}

function specialView(value: object, limits: Limits): string | undefined {
  if (Buffer.isBuffer(value) || isAnyArrayBuffer(value)) return bytesView(value, limits);
  if (isTypedArray(value)) return numbersView(value, limits);
  if (value instanceof DataView) return bytesView(value, limits);
  if (isDate(value)) return dateView(value);
  if (isNativeError(value)) return errorView(value, limits);
  if (isPromise(value)) return promiseView(value);
  if (value instanceof URL) return addressView(value);
  return isTensor(value) ? tensorView(value, limits) : undefined;
}

/** Whether a text on one line shows all of a value, in which nothing else lies. */
function isShort(value: object, text: string): boolean {
  if (text.length > short || text.includes("\n")) return false;
  for (const entry of entriesOf(value)) {
    const { kind, value: inner } = entry;
    if (isAccessor(entry) || kind === "empty") return false;
    if (typeof inner === "object" && inner !== null) return false;
  }
  return true;
}
