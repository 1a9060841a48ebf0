import { writeWhole } from "@rosenblatt/engine";
import type { Callback } from "../run.js";

/**
 * Keeps the history in a table of comma-separated values: a row an epoch, from 1, and a column for
 * each key. After each epoch it is written anew, whole or not at all; a run that is resumed goes on
 * with it.
 *
 * @example await fit(model, data, { metrics: { accuracy }, on: [csvLog("runs/lenet.csv")] });
 */
export function csvLog(path: string): Callback {
  return async ({ phase }, { history }) => {
    if (phase !== "epoch") return;
    const keys = Object.keys(history).filter((key) => history[key]!.length > 0);
    const epochs = Math.max(...keys.map((key) => history[key]!.length));
    const rows = Array.from({ length: epochs }, (_, i) =>
      [i + 1, ...keys.map((key) => history[key]![i] ?? "")].join(","),
    );
    await writeWhole(path, `${[["epoch", ...keys.map(quoted)].join(","), ...rows].join("\n")}\n`);
  };
}

/** By RFC 4180. */
function quoted(text: string): string {
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
