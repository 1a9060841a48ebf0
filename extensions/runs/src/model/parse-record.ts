import type { RunRecord } from "../protocol.js";
import {
  type Check,
  isBoolean,
  isCount,
  isNumber,
  isObject,
  isText,
  listOf,
  oneOf,
  orNull,
  recordOf,
  shown,
} from "./check.js";

/** A record without what grows by points. */
export type RunFields = Omit<
  RunRecord,
  "format" | "version" | "id" | "stepSeries" | "epochSeries" | "histograms"
>;

const isValue: Check = (value) =>
  value === null || isNumber(value) || isText(value) || isBoolean(value);

const isBest: Check = (value) => isObject(value) && isNumber(value.epoch) && isNumber(value.value);

const isDate: Check = (value) => isText(value) && !Number.isNaN(Date.parse(value as string));

/** What each field must be, and how a message calls that. */
const expected: Readonly<Record<keyof RunFields, readonly [Check, string]>> = {
  name: [isText, "a text"],
  tags: [listOf(isText), "texts"],
  pinned: [isBoolean, "true or false"],
  started: [isDate, "a date"],
  ended: [orNull(isDate), "a date or null"],
  updated: [isDate, "a date"],
  status: [
    oneOf("running", "paused", "finished", "stopped", "interrupted", "failed"),
    "a run's status",
  ],
  error: [orNull(isText), "a text or null"],
  epochs: [isNumber, "a number"],
  epochSteps: [isNumber, "a number"],
  step: [isCount, "a count"],
  elapsed: [isNumber, "milliseconds"],
  eta: [isNumber, "milliseconds"],
  waiting: [isNumber, "a share"],
  gear: [isText, "a text"],
  device: [isText, "a text"],
  note: [orNull(isText), "a text or null"],
  learningRate: [isNumber, "a number"],
  rateChanges: [isBoolean, "true or false"],
  hyperParameters: [recordOf(isValue), "numbers and texts by name"],
  best: [recordOf(isBest), "{ epoch, value } by key"],
  smallerIsBetter: [recordOf(isBoolean), "true or false by key"],
  model: [orNull(isText), "a text or null"],
};

const fieldNames = Object.keys(expected) as (keyof RunFields)[];

const isSteps: Check = (value) =>
  Array.isArray(value) && value.every((step, i) => isNumber(step) && !(step <= value[i - 1]));

const isSeries: Check = (value) =>
  isObject(value) &&
  isSteps(value.steps) &&
  listOf(orNull(isNumber))(value.values) &&
  (value.steps as unknown[]).length === (value.values as unknown[]).length;

/** Throws unless a value is series by key. */
export function checkSeries(value: unknown, name: string): void {
  if (!isObject(value)) throw unexpected(name, "series by key", value);
  for (const [key, series] of Object.entries(value)) {
    const place = `${name}.${key}`;
    if (!isSeries(series)) throw unexpected(place, "growing steps with as many values", series);
  }
}

/** The known ones among the fields of a patch; throws where one is not what it should be. */
export function parseFields(value: unknown): Partial<RunFields> {
  if (!isObject(value)) throw unexpected("fields", "an object", value);
  const named = fieldNames.filter((name) => Object.hasOwn(value, name));
  for (const name of named) {
    const [check, description] = expected[name];
    if (!check(value[name])) throw unexpected(name, description, value[name]);
  }
  return Object.fromEntries(named.map((name) => [name, value[name]]));
}

/** A record from a file or a kernel; throws with the reason where it is none. */
export function parseRunRecord(value: unknown): RunRecord {
  if (!isObject(value) || value.format !== "rosenblatt-run") {
    throw new TypeError(
      'Cannot read this run: expected format "rosenblatt-run", got ' +
        `${shown(isObject(value) ? value.format : value)}; choose a file that training has written`,
    );
  }
  if (value.version !== 1) {
    throw new TypeError(
      `Cannot read this run: expected version 1, got ${shown(value.version)}; ` +
        "it may need a newer Rosenblatt",
    );
  }
  if (!isText(value.id) || value.id === "") throw unexpected("id", "a text", value.id);
  const fields = parseFields(value);
  const missing = fieldNames.find((name) => !Object.hasOwn(fields, name));
  if (missing) throw unexpected(missing, expected[missing][1], undefined);
  checkSeries(value.stepSeries, "stepSeries");
  checkSeries(value.epochSeries, "epochSeries");
  if (!Array.isArray(value.histograms)) {
    throw unexpected("histograms", "a list", value.histograms);
  }
  return value as unknown as RunRecord;
}

/** The record in a file's text. */
export function parseRunFile(text: string): RunRecord {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new SyntaxError(
      `Cannot read this run: expected JSON, got ${shown(text)} (${(error as Error).message}); ` +
        "the file is broken or was cut off",
    );
  }
  return parseRunRecord(value);
}

function unexpected(name: string, description: string, value: unknown): TypeError {
  return new TypeError(
    `Cannot read this run: expected ${name} to be ${description}, got ${shown(value)}; ` +
      "what wrote it is broken, or of another version",
  );
}
