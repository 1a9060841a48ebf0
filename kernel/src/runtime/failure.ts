import { inspect } from "node:util";
import { isNativeError } from "node:util/types";
import type { Failure, Frame } from "../bridge/messages.js";
import { stackOf } from "./stacks.js";

/** Characters of a message that are shown. */
const longest = 20_000;
/** Errors of a chain of causes that are shown. */
const deepest = 6;

/** What was thrown, in a form that crosses threads. Never throws itself. */
export function failureOf(thrown: unknown): Failure {
  return describe(thrown, []);
}

function describe(thrown: unknown, outer: readonly unknown[]): Failure {
  try {
    if (!isError(thrown)) return plain(thrown);
  } catch {
    return { name: "Error", message: "an error that cannot be shown was thrown", frames: [] };
  }
  const details = attempt(() => detailsOf(thrown), "");
  const cause = attempt(() => thrown.cause, undefined);
  const known = [...outer, thrown];
  const isShown = cause !== undefined && !known.includes(cause) && known.length < deepest;
  return {
    name: attempt(() => cut(String(thrown.name || "Error")), "Error"),
    message: attempt(() => cut(String(thrown.message)), ""),
    frames: attempt(() => framesIn(stackOf(thrown)), []),
    ...(details && { details }),
    ...(isShown && { cause: describe(cause, known) }),
  };
}

/** What `read` gives, unless the object that it reads is booby-trapped. */
function attempt<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch {
    return otherwise;
  }
}

function cut(text: string): string {
  if (text.length <= longest) return text;
  return `${text.slice(0, longest)}… (${text.length - longest} more characters)`;
}

function isError(thrown: unknown): thrown is Error {
  return thrown instanceof Error || isNativeError(thrown);
}

function plain(thrown: unknown): Failure {
  return { name: "Thrown", message: inspect(thrown, { depth: 3 }), frames: [] };
}

/** Properties that were put on the error, such as `code`; the errors of an AggregateError. */
function detailsOf(error: Error): string {
  const shown: Record<string, unknown> = {};
  const elsewhere = ["name", "message", "stack", "cause"];
  const own = Object.keys(error).filter((key) => !elsewhere.includes(key));
  for (const key of own) shown[key] = (error as unknown as Record<string, unknown>)[key];
  if (error instanceof AggregateError) shown.errors = error.errors.map(String);
  return Object.keys(shown).length > 0 ? cut(inspect(shown, { depth: 1 })) : "";
}

/** The places in a stack, as text; `Cell [3]:1:2` stands for a cell. */
function framesIn(stack: string): Frame[] {
  return stack.split("\n").flatMap((line): Frame[] => {
    const match = /^\s+at (?:(.*) \()?(.*?):(\d+):(\d+)\)?$/.exec(line);
    if (!match) return [];
    const [, caller, where = "", row, column] = match;
    const file = where.replace(/^async /, "");
    if (file.startsWith("node:")) return [];
    const cell = /^Cell \[(\d+)\]$/.exec(file)?.[1];
    return [
      {
        ...(cell ? { cell: Number(cell) } : { file }),
        ...(caller && { caller }),
        line: Number(row),
        column: Number(column),
      },
    ];
  });
}
