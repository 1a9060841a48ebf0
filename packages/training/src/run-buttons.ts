import { button, drawsWidgets, hbox, type View } from "@rosenblatt/widgets";

/** What the buttons act on. */
interface Controls {
  readonly paused: boolean;
  pause(): void;
  resume(): void;
  stop(): void;
}

/** The buttons of a run, to be drawn. */
export interface RunButtons {
  readonly view: View;
  /** Says on the button what a click would do now. */
  show(state: { readonly paused: boolean }): void;
  close(): void;
}

/** Buttons that pause and end a run, where widgets are drawn. */
export function runButtons(run: Controls): RunButtons | undefined {
  if (!drawsWidgets()) return undefined;
  const layout = { width: "auto", margin: "0 4px 0 0" };
  const pause = button("Pause", {
    icon: "pause",
    tooltip: "Wait after this step; the kernel is free meanwhile",
    layout,
    onClick: () => (run.paused ? run.resume() : run.pause()),
  });
  const stop = button("Stop", {
    icon: "stop",
    tooltip: "End the training after this step; the model stays valid",
    layout,
    onClick: () => {
      pause.disabled = true;
      stop.disabled = true;
      run.stop();
    },
  });
  const view = hbox([pause, stop]);
  return {
    view,
    show({ paused }) {
      pause.description = paused ? "Resume" : "Pause";
      pause.icon = paused ? "play" : "pause";
      pause.tooltip = paused ? "Go on with the training" : "Wait after this step";
    },
    close() {
      for (const part of [view, pause, stop]) part.close();
    },
  };
}
