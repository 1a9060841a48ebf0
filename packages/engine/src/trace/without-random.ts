import { randomError } from "./errors.js";

/**
 * Runs `work` while `Math.random` refuses to answer: a number drawn while a step is recorded would
 * be the same in all its runs.
 *
 * @throws TraceError when `work` asks for one.
 */
export function withoutRandom<T>(work: () => T): T {
  const { random } = Math;
  Math.random = () => {
    throw randomError();
  };
  try {
    return work();
  } finally {
    Math.random = random;
  }
}
