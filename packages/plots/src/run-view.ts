import type { Bundle } from "./bundle.js";
import { display } from "./display.js";
import { bundleOf } from "./displayable.js";
import { currentHost } from "./host.js";
import { live } from "./live.js";
import { runBar } from "./run-bar.js";
import { RunCurves } from "./run-curves.js";
import type { RunEvent } from "./run-event.js";
import { runLine, runLogs, runPlace } from "./run-text.js";

/** A view of a training run, fed with its events. */
export interface RunView {
  /** Takes in one event, and patches what is shown. */
  event(event: RunEvent): void;
  /** Shows the run here, from now on in place; later calls do nothing. */
  show(): void;
  /** The run as it stands: its curves, its progress as HTML, and as text. */
  bundle(): Bundle;
}

/**
 * Live curves of loss and metrics under a progress bar. In a terminal it is one line that is
 * rewritten, or one line for each epoch where lines cannot be rewritten.
 */
export function runView(): RunView {
  const curves = new RunCurves();
  let last: RunEvent | undefined;
  let patch: ((event: RunEvent | undefined) => void) | undefined;

  function bundle(): Bundle {
    return { ...bundleOf(curves.figure()), "text/html": runBar(last), "text/plain": textOf(last) };
  }

  return {
    event(event) {
      curves.add(event);
      last = event;
      patch?.(event);
    },
    show() {
      if (!patch) {
        patch = currentHost().name === "terminal" ? terminalPatch() : notebookPatch(curves);
        patch(last);
      }
    },
    bundle,
  };
}

function textOf(event: RunEvent | undefined): string {
  return event ? runLine(event) : "starting…";
}

/** Two outputs: the bar, and the curves under it. */
function notebookPatch(curves: RunCurves): (event: RunEvent | undefined) => void {
  const bar = live();
  const drawing = live();
  return (event) => {
    const act = event?.phase === "end" ? "end" : "update";
    bar[act](() => ({ "text/html": runBar(event), "text/plain": textOf(event) }));
    drawing[act](() => curves.figure());
  };
}

function terminalPatch(): (event: RunEvent | undefined) => void {
  const line = live();
  return (event) => {
    if (event && !process.stdout.isTTY) {
      if (event.phase !== "step") {
        display(`${runPlace(event)}  ${runLogs(event)}`.trimEnd());
      }
    } else if (event) {
      line[event.phase === "end" ? "end" : "update"]({ "text/plain": runLine(event) });
    }
  };
}
