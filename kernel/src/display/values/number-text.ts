/** A number in at most four digits, very small and large ones by powers of ten. */
export function shortNumber(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e9) return String(value);
  const size = Math.abs(value);
  return size !== 0 && (size < 1e-3 || size >= 1e6)
    ? value.toExponential(2)
    : String(Number(value.toPrecision(4)));
}

/** How a column of numbers is written, so that their points stand one below the other. */
export function columnFormat(values: readonly number[]): (value: number) => string {
  const finite = values.filter((value) => Number.isFinite(value));
  if (finite.every(Number.isInteger)) return String;
  const largest = finite.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (largest >= 1e9 || largest < 1e-3) return scientific;
  const places = finite.map((value) => String(Number(value.toFixed(6))).split(".")[1]?.length ?? 0);
  const most = places.reduce((a, b) => Math.max(a, b), 0);
  return (value) => (Number.isFinite(value) ? value.toFixed(most) : String(value));
}

function scientific(value: number): string {
  return value === 0 || !Number.isFinite(value) ? String(value) : value.toExponential(4);
}

/** A number of bytes: `1.2 MB`. */
export function byteText(bytes: number): string {
  const units = ["bytes", "kB", "MB", "GB", "TB"];
  let size = bytes;
  let unit = 0;
  for (; size >= 1000 && unit < units.length - 1; unit++) size /= 1000;
  return unit === 0 ? `${bytes} bytes` : `${size.toFixed(size < 10 ? 1 : 0)} ${units[unit]}`;
}
