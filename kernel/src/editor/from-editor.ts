import type { FromEditor } from "./protocol.js";

type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === "string";
const isCount: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
const isNumber: Check = (value) => Number.isFinite(value);
const isListOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);
const maybe =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);

const isCell: Check = (value) =>
  isRecord(value) && isText(value.id) && isNumber(value.version) && isText(value.text);

const place = { id: isNumber, cell: isText, offset: isCount };

/** What each message must have. */
const fields: Readonly<Record<FromEditor["type"], Readonly<Record<string, Check>>>> = {
  update: { cells: maybe(isListOf(isCell)), order: maybe(isListOf(isText)) },
  hover: place,
  signature: place,
  completion: place,
  definition: place,
  fixes: place,
  renameable: place,
  rename: { ...place, name: isText },
  organise: { id: isNumber, cells: isListOf(isText) },
  source: { id: isNumber, file: isText },
};

/** The message that an editor sent, or what is wrong with it. */
export function fromEditor(data: unknown): FromEditor | { readonly wrong: string } {
  const type = isRecord(data) ? data.type : undefined;
  if (!isRecord(data) || typeof type !== "string" || !Object.hasOwn(fields, type)) {
    const types = Object.keys(fields).join(", ");
    return { wrong: `Cannot read a message: expected a type out of ${types}, got ${shown(type)}` };
  }
  for (const [name, check] of Object.entries(fields[type as FromEditor["type"]])) {
    if (check(data[name])) continue;
    return { wrong: `Cannot read ${type}: expected another ${name}, got ${shown(data[name])}` };
  }
  return data as unknown as FromEditor;
}

/** The number by which the sender knows a message, if it has one. */
export function idOf(data: unknown): number | null {
  return isRecord(data) && isNumber(data.id) ? (data.id as number) : null;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
