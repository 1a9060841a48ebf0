import type { TranslationBundle } from "@jupyterlab/translation";
import type { Run } from "../model/run.js";
import type { RunStatus } from "../protocol.js";
import { durationText, timeLeftText } from "./duration-text.js";
import { numberText } from "./number-text.js";

/** What a status is called. */
export function statusText(status: RunStatus, trans: TranslationBundle): string {
  const texts: Readonly<Record<RunStatus, string>> = {
    running: trans.__("running"),
    paused: trans.__("paused"),
    finished: trans.__("finished"),
    stopped: trans.__("stopped"),
    interrupted: trans.__("interrupted"),
    failed: trans.__("failed"),
  };
  return texts[status];
}

/** How far a run is, such as `epoch 3 of 10`. */
export function epochText({ fields }: Run, trans: TranslationBundle): string {
  const { step, epochs, epochSteps } = fields;
  const epoch = Math.min(epochs, Math.floor(step / (epochSteps || 1)) + 1);
  return trans.__("epoch %1 of %2", numberText(epoch), numberText(epochs));
}

/** How long a run still takes, was trained before it paused, or has taken. */
export function timeText({ fields, status }: Run, trans: TranslationBundle): string {
  if (status === "running") {
    return fields.eta > 0 ? trans.__("%1 left", timeLeftText(fields.eta)) : "";
  }
  const elapsed = durationText(fields.elapsed);
  return status === "paused" ? trans.__("paused after %1", elapsed) : trans.__("took %1", elapsed);
}

/** When a run began, as the reader's clock shows it, to the minute unless `format` says more. */
export function startText({ fields }: Run, format: Intl.DateTimeFormatOptions = {}): string {
  const date = new Date(fields.started);
  const today = new Date().toDateString() === date.toDateString();
  const day: Intl.DateTimeFormatOptions = today ? {} : { month: "short", day: "numeric" };
  const time = { hour: "2-digit", minute: "2-digit", ...format } as const;
  return date.toLocaleString(undefined, { ...day, ...time });
}
