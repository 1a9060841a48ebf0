import { readdir, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import {
  type Bundle,
  bundleOf,
  type Displayable,
  displayable,
  escapeHtml,
  table,
} from "@rosenblatt/plots";
import { parseRecord } from "./parse-record.js";
import type { RunRecord } from "./protocol.js";
import { runsFolder } from "./run-file.js";
import { runRows } from "./run-rows.js";

/** Records of runs, the newest first, which show themselves as a table. */
export interface RunRecords extends ReadonlyArray<RunRecord>, Displayable {
  /** Files that were left out, with what is wrong with them; the table names them too. */
  readonly skipped: readonly { readonly file: string; readonly reason: string }[];
}

/**
 * The records of a folder, as the Rosenblatt kernel keeps them of each `fit`; none where there is no
 * such folder. They show themselves as a table of the hyper-parameters that differ beside the best
 * results. A run that was cut off, as by a restart of its kernel, counts as interrupted.
 *
 * @example
 * const runs = await readRuns();
 * const wide = runs.filter(({ tags }) => tags.includes("wide"));
 * wide.map(({ best }) => best.valLoss?.value);
 */
export async function readRuns(folder = runsFolder): Promise<RunRecords> {
  const records: RunRecord[] = [];
  const skipped: { file: string; reason: string }[] = [];
  for (const file of await filesOf(folder)) {
    try {
      records.push(parseRecord(await readFile(join(folder, file), "utf8")));
    } catch (error) {
      skipped.push({ file, reason: (error as Error).message });
    }
  }
  records.sort((a, b) => (a.started < b.started ? 1 : a.started > b.started ? -1 : 0));
  const all = Object.defineProperty(records, "skipped", { value: skipped, enumerable: false });
  const title = `Runs in ${resolve(folder)}`;
  return displayable(all, () => shown(all as unknown as RunRecords, title)) as never;
}

async function filesOf(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).filter((name) => name.endsWith(".run.json")).sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

function shown(records: RunRecords, title: string): Bundle {
  const notes = records.skipped.map(({ file, reason }) => `Left out ${file}: ${reason}`);
  const none = records.length === 0;
  const drawn = none
    ? { "text/plain": `${title}: none` }
    : bundleOf(table(runRows(records), { title }));
  const html = notes.map((note) => `<div>${escapeHtml(note)}</div>`).join("");
  return {
    ...("text/html" in drawn && { "text/html": `${drawn["text/html"]}${html}` }),
    "text/plain": [drawn["text/plain"], ...notes].join("\n"),
  };
}
