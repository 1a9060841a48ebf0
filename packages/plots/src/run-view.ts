import type { Bundle } from "./bundle.js";
import { display } from "./display.js";
import { bundleOf } from "./displayable.js";
import { currentHost } from "./host.js";
import { live } from "./live.js";
import { runBar } from "./run-bar.js";
import { RunCurves } from "./run-curves.js";
import type { DrawnRun, RunEvent } from "./run-event.js";
import { runLine, runLogs, runPlace } from "./run-text.js";

/** A view of a training run, fed with its events. */
export interface RunView {
  /** Takes in one event, and patches what is shown. */
  event(event: RunEvent): void;
  /** The run waits from now on, or goes on. */
  pause(waiting: boolean): void;
  /** Shows the run here, from now on in place; later calls do nothing. */
  show(): void;
  /** The run as it stands: its curves, its progress as HTML, and as text. */
  bundle(): Bundle;
}

/** What a run is shown with. */
export interface RunViewOptions {
  /** Gives what is shown under the bar while the run goes on, such as a button; called once. */
  readonly control?: () => unknown;
}

/**
 * Live curves of loss and metrics under a progress bar. In a terminal it is one line that is
 * rewritten, or one line for each epoch where lines cannot be rewritten.
 *
 * @example
 * const view = runView();
 * const run = fit(model, data, { show: false, on: [(event) => view.event(event)] });
 * view.show();
 * await run;
 */
export function runView({ control }: RunViewOptions = {}): RunView {
  const curves = new RunCurves();
  let last: RunEvent | undefined;
  let waits = false;
  let patch: ((event: DrawnRun | undefined) => void) | undefined;

  function bundle(): Bundle {
    return {
      ...bundleOf(curves.figure()),
      "text/html": runBar(drawn()),
      "text/plain": textOf(drawn()),
    };
  }

  function drawn(): DrawnRun | undefined {
    return last && waits ? { ...last, status: "paused" } : last;
  }

  return {
    event(event) {
      curves.add(event);
      last = event;
      patch?.(event);
    },
    pause(waiting) {
      waits = waiting;
      // Lines that cannot be rewritten tell of epochs only.
      if (currentHost().name !== "terminal" || process.stdout.isTTY) patch?.(drawn());
    },
    show() {
      if (!patch) {
        patch =
          currentHost().name === "terminal" ? terminalPatch() : notebookPatch(curves, control);
        patch(drawn());
      }
    },
    bundle,
  };
}

function textOf(event: DrawnRun | undefined): string {
  if (!event) return "starting…";
  return event.note ? `${runLine(event)}\n${event.note}` : runLine(event);
}

/** Outputs one below the other: the bar, what controls the run while it goes on, the curves. */
function notebookPatch(
  curves: RunCurves,
  control: (() => unknown) | undefined,
): (event: DrawnRun | undefined) => void {
  const bar = live();
  const middle = live();
  const drawing = live();
  let controlled = false;
  return (event) => {
    const ended = event?.phase === "end";
    const act = ended ? "end" : "update";
    bar[act](() => ({ "text/html": runBar(event), "text/plain": textOf(event) }));
    const given = controlled || ended ? undefined : control?.();
    if (given !== undefined) middle.update(given);
    else if (controlled && ended) middle.end({ "text/html": "", "text/plain": "" });
    controlled ||= given !== undefined;
    drawing[act](() => curves.figure());
  };
}

function terminalPatch(): (event: DrawnRun | undefined) => void {
  const line = live();
  let noted = false;
  return (event) => {
    if (event?.note && !noted) {
      noted = true;
      display({ "text/plain": event.note });
    }
    if (event && !process.stdout.isTTY) {
      if (event.phase !== "step") {
        display(`${runPlace(event)}  ${runLogs(event)}`.trimEnd());
      }
    } else if (event) {
      line[event.phase === "end" ? "end" : "update"]({ "text/plain": runLine(event) });
    }
  };
}
