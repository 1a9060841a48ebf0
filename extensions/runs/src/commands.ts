import type { JupyterFrontEnd } from "@jupyterlab/application";
import type { TranslationBundle } from "@jupyterlab/translation";
import { headline } from "./model/results.js";
import type { Run } from "./model/run.js";

/** The commands of this extension. */
export const commands = {
  show: "rosenblatt-runs:show",
  compare: "rosenblatt-runs:compare",
  open: "rosenblatt-runs:open",
  pause: "rosenblatt-runs:pause",
  stop: "rosenblatt-runs:stop",
  stopBest: "rosenblatt-runs:stop-best",
  delete: "rosenblatt-runs:delete",
} as const;

export interface RunCommandsOptions {
  readonly trans: TranslationBundle;
  /** The run that is chosen, as far as one is known. */
  readonly selected: () => Run | undefined;
  /** Deletes a run for good, once the reader has agreed. */
  readonly onDelete: (run: Run) => void;
}

/** Adds what one may do to the chosen run by palette, menu and keys. */
export function addRunCommands(
  registry: JupyterFrontEnd["commands"],
  { trans, selected, onDelete }: RunCommandsOptions,
): void {
  const trains = () => {
    const run = selected();
    return run?.live && run.reachable ? run : undefined;
  };
  const paused = () => trains()?.status === "paused";
  registry.addCommand(commands.pause, {
    label: () => (paused() ? trans.__("Resume Training") : trans.__("Pause Training")),
    caption: trans.__("Pauses or resumes the chosen run between two steps"),
    isEnabled: () => trains() !== undefined,
    execute: () => trains()?.ask({ type: paused() ? "resume" : "pause" }),
  });
  registry.addCommand(commands.stop, {
    label: trans.__("Stop Training"),
    caption: trans.__("Ends the chosen run with the weights of now"),
    isEnabled: () => trains() !== undefined,
    execute: () => trains()?.ask({ type: "stop" }),
  });
  const best = () => {
    const run = trains();
    return run && headline(run)?.key;
  };
  registry.addCommand(commands.stopBest, {
    label: trans.__("Stop Training, Keep Best"),
    caption: trans.__("Ends the chosen run with the weights of its best epoch"),
    isEnabled: () => best() !== undefined,
    execute: () => trains()?.ask({ type: "stop", best: best()! }),
  });
  const ended = () => {
    const run = selected();
    return run?.live ? undefined : run;
  };
  registry.addCommand(commands.delete, {
    label: trans.__("Delete Run…"),
    caption: trans.__("Deletes the chosen run, which has ended, and its file"),
    isEnabled: () => ended() !== undefined,
    execute: () => {
      const run = ended();
      if (run) onDelete(run);
    },
  });
}
