import { writeWhole } from "@rosenblatt/engine";
import type { Callback } from "../run.js";
import { checkSetting } from "../schedules/schedule.js";

export interface CheckpointOptions {
  /** How often: after each epoch, or after so many steps as well. */
  readonly every?: "epoch" | number;
  /** Keeps in the file, beside the latest weights, those of the best epoch by this key. */
  readonly best?: string;
}

/**
 * Keeps all that a run needs to go on in a file of the format safetensors: weights, the optimizer's
 * state, random numbers, and the history. It is written whole or not at all, also when the run is
 * stopped or interrupted. `fit` with `resume` goes on from there as if nothing had happened.
 *
 * @example
 * const file = "checkpoint.safetensors";
 * await fit(model, data, { seed: 1, resume: file, on: [checkpoint(file, { best: "valLoss" })] });
 */
export function checkpoint(
  path: string,
  { every = "epoch", best }: CheckpointOptions = {},
): Callback {
  if (every !== "epoch") checkSetting("every", every, { from: 1 });
  return async ({ phase, status }, run) => {
    if (best !== undefined && phase === "step") run.keepBest(best);
    const due =
      phase === "epoch" ||
      (phase === "step" && every !== "epoch" && run.step % every === 0) ||
      (phase === "end" && (status === "stopped" || status === "interrupted"));
    if (due) await writeWhole(path, run.save());
  };
}
