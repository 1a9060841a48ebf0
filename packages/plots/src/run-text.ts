import { durationText, timeLeftText } from "./duration-text.js";
import { numberText } from "./number-text.js";
import type { DrawnRun } from "./run-event.js";

/** How much of a run is done, from 0 to 1. */
export function runShare({ epoch, epochs, step, steps, status }: DrawnRun): number {
  return status === "finished" ? 1 : Math.min(1, (epoch * steps + step + 1) / (epochs * steps));
}

/** Where a run is and how long it takes, or how and where it ended. */
export function runPlace(event: DrawnRun): string {
  const { epoch, epochs, step, steps, elapsed, eta, status, gear } = event;
  const place = `epoch ${epoch + 1}/${epochs}, step ${step + 1}/${steps}`;
  const took = `${durationText(elapsed)}${waitingText(event)}`;
  if (status === "running" || status === "paused") {
    const where = status === "paused" ? `paused after ${place}` : place;
    return `${where}, ${took}, ${timeLeftText(eta)}, ${gear}`;
  }
  return status === "finished"
    ? `finished ${epochs} ${epochs === 1 ? "epoch" : "epochs"} in ${took}, ${gear}`
    : `${status} in ${place}, after ${took}, ${gear}`;
}

/** `, data 3 %`: how much of the time training waited for data, where it is worth a thought. */
function waitingText({ waiting }: DrawnRun): string {
  return waiting > 0.01 ? `, data ${Math.round(100 * waiting)} %` : "";
}

/** The losses and metrics of an event, `loss 0.35 · valAccuracy 0.87`. */
export function runLogs({ logs }: DrawnRun): string {
  return Object.entries(logs)
    .map(([name, value]) => `${name} ${numberText(value)}`)
    .join(" · ");
}

/** A run as one line of text, with a bar while it lasts. */
export function runLine(event: DrawnRun): string {
  const filled = Math.round(20 * runShare(event));
  const bar = `${"█".repeat(filled)}${"░".repeat(20 - filled)}`;
  return [bar, runPlace(event), runLogs(event)].filter(Boolean).join("  ");
}
