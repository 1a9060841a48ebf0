import { named } from "../named.js";
import { checkSetting, type Schedule } from "./schedule.js";

export interface WarmUpOptions {
  /** How long it rises; parts of an epoch too. */
  readonly epochs?: number;
  /** What follows, over the steps that are left; without it the learning rate stays. */
  readonly after?: Schedule;
}

/**
 * Rises to the optimizer's learning rate in equal steps. Source: Goyal et al., Accurate, large
 * minibatch SGD (2017), section 2.2.
 *
 * @example fit(model, data, { optimizer: adamW(3e-3), schedule: warmUp({ epochs: 1, after: cosine() }) });
 */
export function warmUp({ epochs = 1, after = constant }: WarmUpOptions = {}): Schedule {
  checkSetting("epochs", epochs);
  return named(
    (moment) => {
      const rising = Math.round(epochs * moment.epochSteps);
      if (moment.step < rising) return (moment.step + 1) / rising;
      return after({ ...moment, step: moment.step - rising, steps: moment.steps - rising });
    },
    { name: "warmUp", epochs, after },
  );
}

function constant(): number {
  return 1;
}
