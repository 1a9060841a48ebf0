/** A number of bytes: `1.2 MB`. */
export function byteText(bytes: number): string {
  const units = ["B", "kB", "MB", "GB", "TB"];
  let [size, unit] = [bytes, 0];
  for (; size >= 1000 && unit < units.length - 1; unit++) size /= 1000;
  return `${unit === 0 || size >= 10 ? Math.round(size) : size.toFixed(1)} ${units[unit]}`;
}

/** A number in so many digits, very small and large ones by powers of ten. */
export function numberText(value: number | null, digits = 4): string {
  if (value === null || Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
  const size = Math.abs(value);
  const isWhole = Number.isInteger(value) && size < 1e9;
  const isPlain = isWhole || size === 0 || (size >= 1e-4 && size < 1e6);
  const text = isWhole
    ? String(value)
    : isPlain
      ? String(Number(value.toPrecision(digits)))
      : value.toExponential(Math.max(0, digits - 2));
  return text.replace("-", "−");
}

/** A whole number with its thousands apart. */
export function countText(count: number): string {
  return count.toLocaleString("en").replaceAll(",", " ");
}
