import { formatted } from "./format.js";
import type { Scale } from "./scale.js";

/** A mark along an axis. */
export interface Tick {
  /** In pixels. */
  readonly at: number;
  readonly label: string;
}

/** The marks of an axis, as far apart as Plotly sets them. */
export function ticksOf(scale: Scale): Tick[] {
  const { fields, range, ends, type, categories } = scale;
  const { tickvals, ticktext, ticksuffix = "" } = fields;
  const [low, high] = [Math.min(...range), Math.max(...range)];
  const slack = (high - low) * 1e-6;
  const place = (value: number) =>
    ends[0] + ((value - range[0]) / (range[1] - range[0])) * (ends[1] - ends[0]);
  const within = (value: number) => value >= low - slack && value <= high + slack;
  if (tickvals) {
    return tickvals
      .map((given, i) => ({ at: scale.at(given), label: ticktext?.[i] ?? String(given) }))
      .filter(({ at }) => between(at, ends));
  }
  if (type === "category") {
    return categories.flatMap((label, i) => (within(i) ? [{ at: place(i), label }] : []));
  }
  const marks = type === "log" ? logMarks(low, high) : linearMarks(scale, { low, high });
  return marks
    .filter(({ value }) => within(value))
    .map(({ value, label }) => ({ at: place(value), label: label + ticksuffix }));
}

function between(at: number, [from, to]: readonly [number, number]): boolean {
  return at >= Math.min(from, to) - 0.5 && at <= Math.max(from, to) + 0.5;
}

interface Mark {
  readonly value: number;
  readonly label: string;
}

function linearMarks(
  { fields, ends }: Scale,
  { low, high }: { low: number; high: number },
): Mark[] {
  const room = Math.abs(ends[1] - ends[0]);
  const count = fields.nticks ?? Math.min(9, Math.max(4, room / (ends[1] < ends[0] ? 40 : 80))) + 1;
  const step = fields.dtick ?? niceStep((high - low) / count);
  const first = Math.ceil(low / step - 1e-6);
  const marks = Math.min(200, Math.floor(high / step + 1e-6) - first + 1);
  const exponent = Math.floor(Math.log10(Math.max(Math.abs(low), Math.abs(high)) || 1));
  return Array.from({ length: Math.max(0, marks) }, (_, i) => {
    const value = Number(((first + i) * step).toPrecision(12));
    const { tickformat } = fields;
    return { value, label: tickformat ? formatted(value, tickformat) : plain(value, exponent) };
  });
}

/** The next larger of 2, 5 and 10 times a power of ten. */
function niceStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  return power * [2, 5, 10].find((factor) => factor * power >= rough * (1 - 1e-9))!;
}

/** A number on an axis whose largest has this power of ten. */
function plain(value: number, exponent: number): string {
  if (value === 0 || Math.abs(exponent) <= 3) return signed(Number(value.toPrecision(6)));
  return `${signed(Number((value / 10 ** exponent).toPrecision(6)))}×10<sup>${signed(exponent)}</sup>`;
}

function signed(value: number): string {
  return String(value).replace("-", "−");
}

/** Powers of ten, and 2 and 5 times these where they are few. */
function logMarks(low: number, high: number): Mark[] {
  const factors = high - low > 2 ? [1] : [1, 2, 5];
  const stride = Math.max(1, Math.ceil((high - low) / 9));
  const marks: Mark[] = [];
  for (let power = Math.floor(low / stride) * stride; power <= high; power += stride) {
    for (const factor of factors) {
      const whole = power === 0 || power === 1;
      const label =
        factors.length > 1 && Math.abs(power) <= 3
          ? signed(Number((factor * 10 ** power).toPrecision(3)))
          : whole
            ? String(factor * 10 ** power)
            : `${factor === 1 ? "" : `${factor}×`}10<sup>${signed(power)}</sup>`;
      marks.push({ value: power + Math.log10(factor), label });
    }
  }
  return marks;
}
