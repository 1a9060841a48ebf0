const units = [
  { name: "s", seconds: 1 },
  { name: "ms", seconds: 1e-3 },
  { name: "µs", seconds: 1e-6 },
  { name: "ns", seconds: 1e-9 },
];

/** A time in seconds with three digits and a unit: `1.25 ms`, `2 min 5 s`. */
export function duration(seconds: number): string {
  if (seconds >= 60) return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
  const unit = units.find((one) => seconds >= one.seconds) ?? units.at(seconds === 0 ? 0 : -1)!;
  return `${Number((seconds / unit.seconds).toPrecision(3))} ${unit.name}`;
}
