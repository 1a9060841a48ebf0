import seedrandom from "seedrandom";

/** Where the seeded generator stands, as plain numbers. */
export interface RandomState {
  readonly c: number;
  readonly s0: number;
  readonly s1: number;
  readonly s2: number;
}

let generator: seedrandom.prng | undefined;

const next = (): number => generator!.double();

/**
 * Makes initialization, shuffling, augmentation and dropout repeatable from here on: all of
 * TensorFlow.js's unseeded randomness ends in `Math.random`, which this replaces by a seeded
 * generator.
 *
 * @example
 * seed(7);
 * const drawn = tf.randomNormal([3]).arraySync(); // the same three numbers each time
 * @throws RangeError unless the seed is a finite number; 0 is a seed like any other.
 */
export function seed(value: number): void {
  if (!Number.isFinite(value)) {
    throw new RangeError(`Cannot seed: it needs a finite number, got ${value}; write seed(7)`);
  }
  install(seedrandom.alea(String(value), { state: true }));
}

/**
 * Where the generator stands; undefined before `seed`, and when others have replaced it.
 *
 * @example
 * seed(7);
 * const before = randomState(); // for `setRandomState`
 */
export function randomState(): RandomState | undefined {
  return Math.random === next ? (generator!.state() as RandomState) : undefined;
}

/**
 * Goes on from where a generator stood.
 *
 * @example
 * const before = randomState();
 * if (before) setRandomState(before); // What was drawn since will be drawn again.
 */
export function setRandomState(state: RandomState): void {
  install(seedrandom.alea("", { state }));
}

/**
 * The next random number in [0, 1): of the seeded generator, once there is one.
 *
 * @example
 * seed(7);
 * const dice = Array.from({ length: 3 }, () => 1 + Math.floor(6 * random()));
 */
export function random(): number {
  return Math.random();
}

function install(made: seedrandom.prng): void {
  generator = made;
  Math.random = next;
}
