import type { FromKernel, Leak, MemoryPoint, Variable } from "./protocol.js";

type Fields = Readonly<Record<string, unknown>>;

/** What came over the comm, if it is as the protocol has it. Throws with the reason otherwise. */
export function checkedMessage(data: unknown): FromKernel {
  if (!isFields(data)) throw unlike("a message", data);
  const check = checks[String(data.type) as FromKernel["type"]];
  if (check === undefined) throw unlike("a known type", data.type);
  check(data);
  return data as unknown as FromKernel;
}

const checks: Readonly<Record<FromKernel["type"], (data: Fields) => void>> = {
  variables: ({ set, gone, left, memory }) => {
    if (!isListOf(set, isVariable)) throw unlike("variables", set);
    if (!isListOf(gone, isText)) throw unlike("names that are gone", gone);
    if (!isNumber(left)) throw unlike("how many are left out", left);
    if (!isListOf(memory, isPoint)) throw unlike("points of memory", memory);
  },
  types: ({ types }) => {
    if (!isFields(types) || !Object.values(types).every(isText)) throw unlike("types", types);
  },
  leaks: ({ leaks }) => {
    if (!isListOf(leaks, isLeak)) throw unlike("leaks", leaks);
  },
  answer: ({ id, result }) => {
    if (!isNumber(id) || !isFields(result)) throw unlike("an answer", result);
  },
  refusal: ({ id, reason }) => {
    if ((id !== null && !isNumber(id)) || !isText(reason)) throw unlike("a reason", reason);
  },
};

function isVariable(value: unknown): value is Variable {
  if (!isFields(value)) return false;
  const { name, kind, type, value: text, shape, cell, statistics } = value;
  const texts = [name, kind, type, text].every(isText);
  const parts = [cell, statistics].every((part) => part === undefined || isFields(part));
  return texts && parts && (shape === undefined || isListOf(shape, isNumber));
}

function isPoint(value: unknown): value is MemoryPoint {
  return isFields(value) && isFields(value.cell) && isNumber(value.process);
}

function isLeak(value: unknown): value is Leak {
  return isFields(value) && isNumber(value.tensors) && isNumber(value.bytes);
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isListOf<T>(value: unknown, is: (one: unknown) => one is T): value is T[] {
  return Array.isArray(value) && value.every(is);
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isNumber(value: unknown): value is number {
  return typeof value === "number";
}

function unlike(expected: string, got: unknown): TypeError {
  const text = JSON.stringify(got)?.slice(0, 80);
  return new TypeError(`Cannot take a message of the kernel: expected ${expected}, got ${text}`);
}
