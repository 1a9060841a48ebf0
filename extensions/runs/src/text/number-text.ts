/** A number in at most four digits, very small and large ones by powers of ten. */
export function numberText(value: number): string {
  if (!Number.isFinite(value)) return "–";
  if (Number.isInteger(value)) return value.toLocaleString("en", { maximumFractionDigits: 0 });
  const size = Math.abs(value);
  if (size < 1e-3 || size >= 1e6) return String(Number(value.toPrecision(3)));
  return String(Number(value.toPrecision(4)));
}
