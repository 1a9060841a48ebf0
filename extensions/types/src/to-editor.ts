import type { Answer, Diagnostics, Question, Refusal, ToEditor } from "./protocol.js";

type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === "string";
const isCount: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
const isSeverity: Check = (value) => ["error", "warning", "suggestion"].includes(value as string);
const isNumber: Check = (value) => Number.isFinite(value);
const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);
const maybe =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
const record =
  (fields: Readonly<Record<string, Check>>): Check =>
  (value) =>
    isRecord(value) && Object.entries(fields).every(([name, check]) => check(value[name]));

const span = { start: isCount, end: isCount };
const changes = listOf(
  record({ cell: isText, version: isNumber, edits: listOf(record({ ...span, text: isText })) }),
);
const part = { label: isText, documentation: isText };
const inCell = record({ cell: isText, ...span });
const inFile = record({ file: isText, path: isText, line: isCount, character: isCount });

/** What an answer to each question must have. */
const results: Readonly<Record<Question["type"], Check>> = {
  hover: record({ markdown: isText, ...span }),
  signature: record({
    active: isCount,
    signatures: listOf(
      record({ ...part, parameters: listOf(record(part)), activeParameter: isCount }),
    ),
  }),
  completion: record({
    ...span,
    items: listOf(
      record({
        text: isText,
        kind: isText,
        signature: maybe(isText),
        documentation: maybe(isText),
      }),
    ),
  }),
  definition: (value) => inCell(value) || inFile(value),
  fixes: record({
    fixes: listOf(record({ kind: isText, names: listOf(isText), cells: changes })),
  }),
  renameable: record({ name: isText, ...span }),
  rename: record({ cells: changes }),
  organise: record({ cells: changes }),
  source: record({ text: isText }),
};

const messages: Readonly<Record<ToEditor["type"], Check>> = {
  answer: record({ id: isNumber, version: isNumber }),
  refusal: record({ reason: isText }),
  diagnostics: record({
    cell: isText,
    version: isNumber,
    diagnostics: listOf(
      record({ ...span, severity: isSeverity, message: isText, related: maybe(listOf(isText)) }),
    ),
  }),
};

/** A message of the kernel; nothing where it is none. */
export function toEditor(data: unknown): Answer | Refusal | Diagnostics | undefined {
  const type = isRecord(data) ? data.type : undefined;
  const known = typeof type === "string" && Object.hasOwn(messages, type);
  return known && messages[type as ToEditor["type"]](data) ? (data as ToEditor) : undefined;
}

/** Whether an answer fits its question; that nothing is known fits all. */
export function answers(type: Question["type"], { result }: Answer): boolean {
  return result === null || results[type](result);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
