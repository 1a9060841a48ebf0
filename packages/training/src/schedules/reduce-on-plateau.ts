import { isSmallerBetter } from "../best.js";
import { named } from "../named.js";
import { checkSetting, type Schedule } from "./schedule.js";

export interface ReduceOnPlateauOptions {
  /** What is watched, by its key in the history. */
  readonly key?: string;
  readonly factor?: number;
  /** Epochs without improvement that are borne. */
  readonly patience?: number;
  /** What counts as an improvement: so large a share of the best value. */
  readonly threshold?: number;
  /** Epochs after a reduction in which none is counted. */
  readonly cooldown?: number;
  /** The smallest share of the optimizer's learning rate. */
  readonly least?: number;
}

/**
 * Multiplies the learning rate by `factor` when what is watched has not improved for more than
 * `patience` epochs, as PyTorch's ReduceLROnPlateau does.
 *
 * @example fit(model, data, { schedule: reduceOnPlateau({ key: "valLoss", patience: 3 }) });
 * @throws RangeError, at the second epoch, when the history has no such key.
 */
export function reduceOnPlateau({
  key = "valLoss",
  factor = 0.1,
  patience = 10,
  threshold = 1e-4,
  cooldown = 0,
  least = 0,
}: ReduceOnPlateauOptions = {}): Schedule {
  checkSetting("factor", factor, { to: 1 });
  checkSetting("patience", patience);
  checkSetting("threshold", threshold);
  checkSetting("cooldown", cooldown);
  checkSetting("least", least, { to: 1 });
  const smaller = isSmallerBetter(key);
  return named(
    ({ epoch, history }) => {
      let [rate, best, bad, resting] = [1, smaller ? Infinity : -Infinity, 0, 0];
      for (const value of watched(history, { key, epoch })) {
        const improves = smaller ? value < best * (1 - threshold) : value > best * (1 + threshold);
        if (improves) best = value;
        bad = improves ? 0 : bad + 1;
        if (resting > 0) [resting, bad] = [resting - 1, 0];
        if (bad > patience) [rate, bad, resting] = [Math.max(least, rate * factor), 0, cooldown];
      }
      return rate;
    },
    { name: "reduceOnPlateau", key, factor, patience },
  );
}

function watched(
  history: Readonly<Record<string, readonly number[]>>,
  { key, epoch }: { key: string; epoch: number },
): readonly number[] {
  const values = history[key] ?? [];
  if (values.length < epoch) {
    const known = Object.keys(history).filter((name) => history[name]!.length > 0);
    throw new RangeError(
      `Cannot watch ${key}: the run does not measure it; it has ${known.join(", ")}`,
    );
  }
  return values.slice(0, epoch);
}
