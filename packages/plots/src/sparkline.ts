const bars = "▁▂▃▄▅▆▇█";

/** A series as one line of text, `▁▃▆█`, at most `width` characters. */
export function sparkline(values: ArrayLike<number>, { width = 40 } = {}): string {
  const points = Math.min(width, values.length);
  const picked = Array.from(
    { length: points },
    (_, i) => values[Math.round((i * (values.length - 1)) / Math.max(1, points - 1))]!,
  );
  const finite = picked.filter(Number.isFinite);
  const low = Math.min(...finite);
  const range = Math.max(...finite) - low || 1;
  return picked
    .map((v) =>
      Number.isFinite(v) ? bars[Math.round(((v - low) / range) * (bars.length - 1))] : " ",
    )
    .join("");
}
