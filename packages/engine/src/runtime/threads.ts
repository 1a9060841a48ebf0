import { sizeOf } from "../size-of.js";
import type { Graph } from "../trace/graph.js";
import { runtime } from "./platform.js";
import type { Device } from "./runtime.js";

/** Below this many numbers in its largest tensor a step is done before other threads are awake. */
const worthwhile = 100_000;

/**
 * How many threads a step gets at most when nobody says.
 *
 * @example mostThreads(); // as many as there are cores, or what OMP_NUM_THREADS asks for
 */
export function mostThreads(): number {
  return runtime().threads;
}

/** How many threads a step gets: those of the device, or one when they would only disturb. */
export function threadsFor({ calls }: Graph, { threads = mostThreads() }: Device): number {
  const sizes = calls.flatMap(({ outputs }) => outputs.map(({ shape }) => sizeOf(shape)));
  return Math.max(0, ...sizes) < worthwhile ? 1 : threads;
}
