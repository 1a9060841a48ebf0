import type { Patch, Snapshot, ToPanel } from "../protocol.js";
import { isObject, isText, shown } from "./check.js";
import { checkSeries, parseFields, parseRunRecord } from "./parse-record.js";

/** A message from a kernel; throws with the reason where it is none. */
export function parseMessage(data: unknown): ToPanel {
  const message = isObject(data) ? data : {};
  switch (message.type) {
    case "snapshot":
      return snapshot(message);
    case "patch":
      return patch(message);
    case "refusal":
      return { type: "refusal", command: String(message.command), reason: String(message.reason) };
    default:
      throw new TypeError(
        `Cannot follow the run: expected a snapshot, a patch or a refusal, got ${shown(data)}; ` +
          "the kernel's packages are of another version",
      );
  }
}

function snapshot({ record, file }: Record<string, unknown>): Snapshot {
  const path = isText(file) ? (file as string) : null;
  return { type: "snapshot", record: parseRunRecord(record), file: path };
}

function patch({ fields, steps = {}, epochs = {} }: Record<string, unknown>): Patch {
  const series = { steps, epochs };
  for (const [name, value] of Object.entries(series)) checkSeries(value, name);
  return { type: "patch", fields: parseFields(fields ?? {}), ...series } as Patch;
}
