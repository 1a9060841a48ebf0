import seedrandom from "seedrandom";

/**
 * Makes initialization, shuffling, augmentation and dropout repeatable from here on: all of
 * TensorFlow.js's unseeded randomness ends in `Math.random`, which this replaces by a seeded
 * generator.
 *
 * @throws RangeError unless the seed is a finite number; 0 is a seed like any other.
 */
export function seed(value: number): void {
  if (!Number.isFinite(value)) {
    throw new RangeError(`Cannot seed: it needs a finite number, got ${value}; write seed(7)`);
  }
  const generator = seedrandom.alea(String(value));
  Math.random = () => generator.double();
}

/** The next random number in [0, 1): of the seeded generator, once there is one. */
export function random(): number {
  return Math.random();
}
