/** The properties that say which numbers are allowed. */
export interface Bounds {
  /** The smallest value. */
  min: number;
  /** The largest value. */
  max: number;
}

/** Completes the change of a number that has bounds; `whole` allows integers only. */
export function settleNumber<P extends Bounds & { value: number }>({ whole }: { whole: boolean }) {
  return (change: Partial<P>, state: Readonly<P>): Partial<P> => {
    const { value, min, max } = { ...state, ...change };
    checkBounds({ min, max });
    if (change.value === undefined) return { ...change, value: clamp(value, { min, max }) };
    checkNumber(value, { min, max, whole });
    return change;
  };
}

/** Completes the change of a range that has bounds. */
export function settleRange<P extends Bounds & { value: readonly [number, number] }>({
  whole,
}: {
  whole: boolean;
}) {
  return (change: Partial<P>, state: Readonly<P>): Partial<P> => {
    const { min, max } = { ...state, ...change };
    const value: readonly [number, number] = change.value ?? state.value;
    checkBounds({ min, max });
    const [low, high] = value;
    if (change.value === undefined) {
      return { ...change, value: [clamp(low, { min, max }), clamp(high, { min, max })] };
    }
    for (const end of value) checkNumber(end, { min, max, whole });
    if (low <= high) return change;
    throw new RangeError(`Cannot set a range: expected the lower end first, got ${low}, ${high}`);
  };
}

/** Throws unless `value` is a number within the bounds. */
export function checkNumber(
  value: number,
  { min, max, whole }: Bounds & { readonly whole: boolean },
): void {
  const right = whole ? Number.isInteger(value) : !Number.isNaN(value);
  if (right && value >= min && value <= max) return;
  const expected = whole ? "an integer" : "a number";
  const unbounded = min === Number.NEGATIVE_INFINITY && max === Number.POSITIVE_INFINITY;
  throw new RangeError(
    `Cannot set the value: expected ${expected}${unbounded ? "" : ` from ${min} to ${max}`}, got ${value}`,
  );
}

function checkBounds({ min, max }: Bounds): void {
  if (min <= max) return;
  throw new RangeError(`Cannot set bounds: expected min not above max, got min ${min}, max ${max}`);
}

function clamp(value: number, { min, max }: Bounds): number {
  return Math.min(Math.max(value, min), max);
}
