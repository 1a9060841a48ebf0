import { named } from "../named.js";
import { checkSetting, type Schedule } from "./schedule.js";

/**
 * Multiplies the learning rate by `factor` after `every` so many epochs. Source: He et al., Deep
 * residual learning (2016), section 3.4.
 *
 * @example fit(model, data, { epochs: 30, optimizer: momentum(0.1), schedule: stepDecay() });
 */
export function stepDecay({
  every = 10,
  factor = 0.1,
}: {
  every?: number;
  factor?: number;
} = {}): Schedule {
  checkSetting("every", every, { from: 1 });
  checkSetting("factor", factor);
  return named(({ epoch }) => factor ** Math.floor(epoch / every), {
    name: "stepDecay",
    every,
    factor,
  });
}
