/** A number as a format of d3 writes it, of the kinds `.1%`, `.2f`, `.3~g`, `,` and `d`. */
export function formatted(value: number, format: string): string {
  const [, comma, digits, trimmed, kind] = /^(,?)(?:\.(\d+))?(~?)([%fgsde]?)$/.exec(format) ?? [];
  if (kind === undefined) return String(value);
  const places = digits === undefined ? undefined : Number(digits);
  const text = written(value, { kind, places });
  const short = trimmed || kind === "g" ? text.replace(/(\.\d*?)0+(?=%?$)/, "$1") : text;
  const clean = short.replace(/\.(?=%?$)/, "").replace("-", "−");
  return comma ? clean.replace(/\B(?=(\d{3})+(?!\d))/g, ",") : clean;
}

function written(
  value: number,
  { kind, places }: { kind: string; places: number | undefined },
): string {
  if (kind === "%") return `${(100 * value).toFixed(places ?? 6)}%`;
  if (kind === "f") return value.toFixed(places ?? 6);
  if (kind === "d") return String(Math.round(value));
  if (kind === "e") return value.toExponential(places ?? 6);
  return String(Number(value.toPrecision(places || 12)));
}
