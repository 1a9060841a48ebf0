import { named } from "../named.js";
import { checkSetting, type Schedule } from "./schedule.js";

export interface OneCycleOptions {
  /** The share of the steps in which the learning rate rises. */
  readonly rise?: number;
  /** It starts so many times below the optimizer's, */
  readonly start?: number;
  /** and ends so many times below where it started. */
  readonly end?: number;
}

/**
 * Rises to the optimizer's learning rate and falls far below where it began, both along half a
 * cosine. Source: Smith and Topin, Super-convergence (2018), in PyTorch's form.
 *
 * @example fit(model, data, { optimizer: adam(0.01), schedule: oneCycle() });
 */
export function oneCycle({ rise = 0.3, start = 25, end = 1e4 }: OneCycleOptions = {}): Schedule {
  checkSetting("rise", rise, { to: 1 });
  checkSetting("start", start, { from: 1 });
  checkSetting("end", end, { from: 1 });
  return named(
    ({ step, steps }) => {
      const top = rise * steps - 1;
      const last = steps - 1;
      if (step <= top) return between(1 / start, 1, top === 0 ? 1 : step / top);
      return between(1, 1 / start / end, last === top ? 1 : (step - top) / (last - top));
    },
    { name: "oneCycle", rise, start, end },
  );
}

/** Along half a cosine, of which `share` is done. */
function between(from: number, to: number, share: number): number {
  return to + ((from - to) * (1 + Math.cos(Math.PI * share))) / 2;
}
