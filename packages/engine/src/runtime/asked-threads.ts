import { availableParallelism } from "node:os";

/**
 * How many threads compute a step: as many as this process may use, or what `OMP_NUM_THREADS`
 * asks for, as with PyTorch and NumPy. Of a list of numbers, one for each level of nesting, the
 * first counts; what is no number of threads counts as nothing asked.
 */
export function askedThreads({ OMP_NUM_THREADS }: NodeJS.ProcessEnv = process.env): number {
  const count = Number.parseInt(OMP_NUM_THREADS ?? "", 10);
  return count >= 1 ? count : availableParallelism();
}
