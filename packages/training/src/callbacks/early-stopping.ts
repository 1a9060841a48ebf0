import { isSmallerBetter } from "../best.js";
import type { Callback } from "../run.js";

export interface EarlyStoppingOptions {
  /** What is watched, by its key in the history. */
  readonly key?: string;
  /** Epochs in a row without improvement after which the run ends. */
  readonly patience?: number;
  /** Less than this is no improvement. */
  readonly minimum?: number;
  /** The model ends with the weights of its best epoch, however the run ends by itself. */
  readonly restore?: boolean;
}

/**
 * Ends a run that no longer gets better. Source: Prechelt, Early stopping — but when? (1998),
 * section 2.
 *
 * @example fit(model, data, { epochs: 100, on: [earlyStopping({ patience: 3 })] });
 * @throws RangeError, in the run, when it does not measure `key`.
 */
export function earlyStopping({
  key = "valLoss",
  patience = 3,
  minimum = 0,
  restore = true,
}: EarlyStoppingOptions = {}): Callback {
  if (!(Number.isInteger(patience) && patience > 0) || !(minimum >= 0)) {
    throw new RangeError(
      `Cannot stop early with patience = ${patience} and minimum = ${minimum}: they must be a whole ` +
        "number above 0, such as 3, and a number from 0 on",
    );
  }
  return ({ phase, epoch }, run) => {
    if (phase !== "end") run.keepBest(key, { restore });
    if (phase !== "epoch") return;
    const values = run.history[key]!.slice(0, epoch + 1);
    if (epochsWithout(values, { sign: isSmallerBetter(key) ? -1 : 1, minimum }) >= patience) {
      run.stop();
    }
  };
}

/** How many epochs have passed since the last improvement. */
function epochsWithout(
  values: readonly number[],
  { sign, minimum }: { sign: number; minimum: number },
): number {
  let [best, waited] = [Number.NEGATIVE_INFINITY, 0];
  for (const value of values) {
    const better = sign * value > best + minimum;
    if (better) best = sign * value;
    waited = better ? 0 : waited + 1;
  }
  return waited;
}
