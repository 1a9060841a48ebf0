/**
 * Milliseconds as a person says them: `850 ms`, `12 s`, `3 min 05 s`, `2 h 10 min`.
 *
 * @example
 * durationText(185_000); // "3 min 05 s"
 */
export function durationText(milliseconds: number): string {
  if (!Number.isFinite(milliseconds)) {
    return "unknown";
  }
  const seconds = Math.round(Math.max(0, milliseconds) / 1000);
  if (seconds < 1) {
    return `${Math.round(Math.max(0, milliseconds))} ms`;
  }
  if (seconds < 60) {
    return `${seconds} s`;
  }
  const two = (n: number) => String(n).padStart(2, "0");
  const minutes = Math.floor(seconds / 60);
  return minutes < 60
    ? `${minutes} min ${two(seconds % 60)} s`
    : `${Math.floor(minutes / 60)} h ${two(minutes % 60)} min`;
}

/**
 * Milliseconds that something still takes, as `durationText`; of less than a second no more is
 * known.
 *
 * @example timeLeftText(400); // "< 1 s left"
 */
export function timeLeftText(milliseconds: number): string {
  return milliseconds < 1000 ? "< 1 s left" : `${durationText(milliseconds)} left`;
}
