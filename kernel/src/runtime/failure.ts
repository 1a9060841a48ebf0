import { inspect } from "node:util";
import { isNativeError } from "node:util/types";
import type { Failure, Frame } from "../bridge/messages.js";

/** What was thrown, in a form that crosses threads. Never throws itself. */
export function failureOf(thrown: unknown, depth = 0): Failure {
  try {
    return isError(thrown) ? describe(thrown, depth) : plain(thrown);
  } catch {
    return { name: "Error", message: "an error that cannot be shown was thrown", frames: [] };
  }
}

function isError(thrown: unknown): thrown is Error {
  return thrown instanceof Error || isNativeError(thrown);
}

function plain(thrown: unknown): Failure {
  return { name: "Thrown", message: inspect(thrown, { depth: 3 }), frames: [] };
}

function describe(error: Error, depth: number): Failure {
  const stack = String(error.stack ?? "");
  const details = detailsOf(error);
  return {
    name: String(error.name || "Error"),
    message: String(error.message),
    frames: framesIn(stack),
    ...(details && { details }),
    ...(error.cause !== undefined && depth < 5 && { cause: failureOf(error.cause, depth + 1) }),
  };
}

/** Properties that were put on the error, such as `code`; the errors of an AggregateError. */
function detailsOf(error: Error): string {
  const shown: Record<string, unknown> = {};
  const own = Object.keys(error).filter((key) => key !== "name" && key !== "message");
  for (const key of own) shown[key] = (error as unknown as Record<string, unknown>)[key];
  if (error instanceof AggregateError) shown.errors = error.errors.map(String);
  return Object.keys(shown).length > 0 ? inspect(shown, { depth: 1 }) : "";
}

/** The places in a stack, as text; `Cell [3]:1:2` stands for a cell. */
function framesIn(stack: string): Frame[] {
  return stack.split("\n").flatMap((line): Frame[] => {
    const match = /^\s+at (?:(.*) \()?(.*?):(\d+):(\d+)\)?$/.exec(line);
    if (!match) return [];
    const [, caller, where = "", row, column] = match;
    const file = where.replace(/^async /, "");
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
