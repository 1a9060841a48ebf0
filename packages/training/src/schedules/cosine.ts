import { named } from "../named.js";
import { checkSetting, type Schedule } from "./schedule.js";

/**
 * Falls from the optimizer's learning rate to `to` times it along half a cosine, step by step.
 * Source: Loshchilov and Hutter, SGDR (2017), equation 5, without restarts.
 *
 * @example fit(model, data, { optimizer: momentum(0.1), schedule: cosine() });
 */
export function cosine({ to = 0 }: { to?: number } = {}): Schedule {
  checkSetting("to", to);
  return named(
    ({ step, steps }) => to + ((1 - to) * (1 + Math.cos((Math.PI * step) / steps))) / 2,
    { name: "cosine", to },
  );
}
