import { told } from "./labels.js";
import type { RunRecord } from "./protocol.js";

/** Milliseconds after which a run that still goes on has written its file anew, with time to spare. */
const silence = 90_000;

const texts = ["id", "name", "started", "updated", "status"] as const;
const objects = ["hyperParameters", "best", "stepSeries", "epochSeries"] as const;

/**
 * The record in a file's text. One that says that its run goes on, and is too old for that, is of a
 * run that was cut off, as by a restart of its kernel: its status is `interrupted`.
 *
 * @throws RangeError that says what is wrong.
 */
export function parseRecord(text: string, now = Date.now()): RunRecord {
  const record = checked(parsed(text));
  const goesOn = record.status === "running" || record.status === "paused";
  if (!goesOn || now - Date.parse(record.updated) < silence) return record;
  return { ...record, status: "interrupted", ended: record.updated, eta: 0 };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new RangeError(`it is no JSON: ${(cause as Error).message}`, { cause });
  }
}

function checked(value: unknown): RunRecord {
  const record = value as Record<string, unknown> | null;
  if (typeof record !== "object" || record?.format !== "rosenblatt-run") {
    throw new RangeError('it is no record of a run: it must have the format "rosenblatt-run"');
  }
  if (record.version !== 1) {
    throw new RangeError(
      `it has version ${told(record.version)}, and this program reads version 1; update it`,
    );
  }
  const wrong =
    texts.find((key) => typeof record[key] !== "string") ??
    objects.find((key) => typeof record[key] !== "object" || record[key] === null) ??
    (Array.isArray(record.tags) ? undefined : "tags");
  if (wrong !== undefined) {
    throw new RangeError(`its ${wrong} cannot be ${told(record[wrong])}`);
  }
  return record as unknown as RunRecord;
}
