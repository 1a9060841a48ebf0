/** A number in three digits, with a real minus sign. */
export function numberText(value: number): string {
  const size = Math.abs(value);
  const text =
    value === 0 || (size >= 1e-3 && size < 1e4)
      ? String(Number(value.toPrecision(3)))
      : value.toExponential(1);
  return text.replaceAll("-", "−");
}
