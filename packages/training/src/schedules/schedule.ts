/** Where a run stands before a step. */
export interface Moment {
  /** Steps done so far. */
  readonly step: number;
  /** Steps of the whole run. */
  readonly steps: number;
  /** Epochs done so far. */
  readonly epoch: number;
  /** Steps of an epoch. */
  readonly epochSteps: number;
  /** One number for each epoch that has ended, by the keys of the history. */
  readonly history: Readonly<Record<string, readonly number[]>>;
}

/**
 * What the optimizer's learning rate is multiplied by at a moment of a run. It keeps nothing of its
 * own, so that a run that is resumed follows it as one that never stopped.
 *
 * @example const halfway: Schedule = ({ step, steps }) => (step < steps / 2 ? 1 : 0.1);
 */
export type Schedule = (moment: Moment) => number;

/** @throws RangeError unless the factor is a number from 0 on. */
export function factorAt(schedule: Schedule, moment: Moment): number {
  const factor = schedule(moment);
  if (!(factor >= 0 && Number.isFinite(factor))) {
    throw new RangeError(
      `Cannot follow the schedule: it gives ${factor} at step ${moment.step}; it must give a ` +
        "number from 0 on, by which the learning rate is multiplied",
    );
  }
  return factor;
}

/** Refuses a setting that is not from `from` to `to`. */
export function checkSetting(
  name: string,
  value: number,
  { from = 0, to = Number.POSITIVE_INFINITY }: { from?: number; to?: number } = {},
): void {
  if (!(value >= from && value <= to)) {
    const upper = Number.isFinite(to) ? ` to ${to}` : " on";
    throw new RangeError(
      `Cannot schedule with ${name} = ${value}: it must be from ${from}${upper}`,
    );
  }
}
