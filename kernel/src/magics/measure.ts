/** Seconds that one run takes at least, and that all of them together take at most, about. */
const shortest = 0.2;
const longest = 10;

interface Measured {
  readonly loops: number;
  /** The seconds of one loop, run by run. */
  readonly times: readonly number[];
}

interface MeasureOptions {
  readonly loops?: number | undefined;
  readonly runs?: number | undefined;
  /** Throws when the measuring is to end. */
  readonly goOn: <T>(value: T) => T;
}

/** Calls `code` so often that its time is known well; awaits what is a promise. */
export async function measure(
  code: () => unknown,
  { loops: asked, runs = 7, goOn }: MeasureOptions,
): Promise<Measured> {
  const loop = (await isAsync(code))
    ? (count: number) => asynchronously(async () => goOn(await code()), count)
    : (count: number) => synchronously(code, count);
  let loops = asked ?? 1;
  if (asked === undefined) {
    // 1, 2, 5, 10, 20, … as long as a run is too short.
    for (let step = 0; (await loop(loops)) < shortest; step++) {
      loops = [1, 2, 5][(step + 1) % 3]! * 10 ** Math.floor((step + 1) / 3);
    }
  }
  const times: number[] = [];
  for (let run = 0, spent = 0; run < runs && (run === 0 || spent < longest); run++) {
    const time = await loop(loops);
    spent += time;
    times.push(time / loops);
  }
  return { loops, times };
}

/** The first call, which also warms up. */
async function isAsync(code: () => unknown): Promise<boolean> {
  const result = code();
  const isPromise = typeof (result as PromiseLike<unknown> | null)?.then === "function";
  await result;
  return isPromise;
}

/** The newest result. */
export let kept: unknown;

async function synchronously(code: () => unknown, loops: number): Promise<number> {
  const start = performance.now();
  // Kept, so that the compiler does not leave out what nobody uses.
  for (let index = 0; index < loops; index++) kept = code();
  return (performance.now() - start) / 1000;
}

async function asynchronously(code: () => unknown, loops: number): Promise<number> {
  const start = performance.now();
  for (let index = 0; index < loops; index++) kept = await code();
  return (performance.now() - start) / 1000;
}
