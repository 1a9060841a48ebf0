import { escapeHtml, span } from "../html/escape.js";
import { folded } from "../html/page.js";
import { type Limits, more } from "../limits.js";
import { nameOf } from "./leaf.js";
import { columnFormat, shortNumber } from "./number-text.js";
import { type Statistics, statisticsOf } from "./statistics.js";

/** Numbers of a list below which all of them say more than figures about them. */
const few = 8;
/** Characters of a line of numbers. */
const width = 84;

/** A list of numbers: length, range, mean, distribution, and the numbers to unfold. */
export function numbersView(
  values: ArrayLike<number | bigint> & object,
  limits: Limits,
  title = nameOf(values),
): string | undefined {
  const statistics = values.length >= few ? statisticsOf(values) : undefined;
  if (statistics === undefined) return undefined;
  const lines = numberLines(values, limits);
  const open = values.length <= 100;
  return numbersHead(title, statistics) + folded(span("muted", "values"), lines, open);
}

/** A title beside figures and a histogram. */
export function numbersHead(title: string, statistics: Statistics | undefined): string {
  const facts = statistics ? figures(statistics) + bars(statistics) : "";
  return `<div class="rb-head"><b>${escapeHtml(title)}</b>${facts}</div>`;
}

function figures({ min, max, mean, nan, infinite, sampled }: Statistics): string {
  const facts: [string, string][] = [
    ["min", shortNumber(min)],
    ["max", shortNumber(max)],
    ["mean", shortNumber(mean)],
  ];
  if (nan > 0) facts.push(["NaN", String(nan)]);
  if (infinite > 0) facts.push(["infinite", String(infinite)]);
  const shown = facts.map(([name, text]) => {
    const bad = name === "NaN" || name === "infinite";
    return `<span>${span(bad ? "error" : "muted", name)} ${span("number", text)}</span>`;
  });
  return shown.join("") + (sampled ? span("muted", "(of evenly chosen elements)") : "");
}

/** A histogram in the colour of the theme. */
function bars({ bins, min, max }: Statistics): string {
  if (bins.length === 0) return "";
  const most = bins.reduce((a, b) => Math.max(a, b));
  const path = bins.map((count, index) => {
    const height = count === 0 ? 0 : Math.max(1, Math.round((count / most) * 28));
    return `M${index * 4} 28v-${height}h3v${height}z`;
  });
  const title = `distribution from ${shortNumber(min)} to ${shortNumber(max)}`;
  return (
    `<svg class="rb-bars" role="img" aria-label="${title}" width="${bins.length * 4}" height="28">` +
    `<path d="${path.join("")}"/></svg>`
  );
}

/** Numbers in lines of equal columns, each begun by the index of its first. */
function numberLines(values: ArrayLike<number | bigint>, { entries, characters }: Limits): string {
  const count = Math.min(values.length, entries, Math.floor(characters / 16));
  const shown = Array.from({ length: count }, (_, index) => values[index]!);
  const format = columnFormat(shown.filter((value) => typeof value === "number"));
  const texts = shown.map((value) => (typeof value === "number" ? format(value) : String(value)));
  const column = texts.reduce((most, text) => Math.max(most, text.length + gap(text)), 3);
  const columns = roundDown(Math.max(1, Math.floor(width / column)));
  const gutter = String(count).length;
  const lines: string[] = [];
  for (let start = 0; start < count; start += columns) {
    const cells = texts.slice(start, start + columns).map((text) => text.padStart(column));
    lines.push(`${span("muted", String(start).padStart(gutter))}${cells.join("")}`);
  }
  const rest = values.length - count;
  const note = rest > 0 ? span("muted", more(rest, "numbers")) : "";
  return `<pre class="rb-columns">${lines.join("\n")}</pre>${note}`;
}

/** Spaces before a number; a sign is space enough. */
function gap(text: string): number {
  return text.startsWith("-") ? 1 : 2;
}

/** A number of columns whose multiples are easy to read. */
function roundDown(columns: number): number {
  return [20, 10, 5].find((nice) => nice <= columns) ?? columns;
}
