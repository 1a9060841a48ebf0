import { encode } from "fast-png";
import { type Displayable, displayable } from "./displayable.js";
import { type HeatLetter, heatTextStill } from "./heat-text-still.js";
import { escapeHtml } from "./html.js";
import { numberText } from "./number-text.js";
import { base64 } from "./picture.js";
import { withDensity } from "./still/density.js";

export interface HeatTextOptions {
  readonly title?: string;
  /** The value of the strongest colour, on either side of 0; by default the largest there is. */
  readonly limit?: number;
}

/** A text, each part with a number; shows itself in colours. */
export interface HeatText extends Displayable {
  readonly parts: readonly string[];
  readonly values: readonly number[];
  /** The value of the strongest colour, on either side of 0. */
  readonly limit: number;
}

/**
 * A text whose characters or words lie on the colours of their numbers: blue above 0, orange below,
 * the stronger the farther from it; such as where in a text a unit of a recurrent layer reacts, or
 * what attention looks at. The number stands under the mouse.
 *
 * @example
 * heatText([..."to be"], [0.9, 0.2, 0, -0.4, -0.8], { title: "unit 7" }).limit // 0.9
 * @throws RangeError unless there is one finite number for each part.
 */
export function heatText(
  parts: readonly string[],
  values: ArrayLike<number>,
  { title, limit = largest(values) }: HeatTextOptions = {},
): HeatText {
  const numbers = Array.from(values);
  const wrong = numbers.findIndex((value) => !Number.isFinite(value));
  if (parts.length !== numbers.length || wrong >= 0) {
    throw new RangeError(
      `Cannot colour ${parts.length} parts of a text by ${numbers.length} numbers` +
        `${wrong >= 0 ? `, of which number ${wrong} is ${numbers[wrong]}` : ""}: ` +
        "each needs one that is finite",
    );
  }
  return displayable({ parts, values: numbers, limit }, (value) => {
    const drawn = { ...value, title };
    const told = { "text/html": heatHtml(drawn), "text/plain": heatPlain(drawn) };
    const letters = lettersOf(drawn);
    if (letters.length > longest) return told;
    return {
      ...told,
      get "image/png"() {
        const still = heatTextStill(letters, { title, legend: legendOf(drawn) });
        return base64(withDensity(encode(still)));
      },
    };
  });
}

/** Longer texts, in letters, would make a picture of many pages: they have none. */
const longest = 20_000;

type Drawn = Pick<HeatText, "parts" | "values" | "limit"> & { readonly title: string | undefined };

/** Colours are half clear, so that letters keep the page's own colour, light or dark. */
function heatHtml({ parts, values, limit, title }: Drawn): string {
  const spans = parts.map((part, i) => {
    const value = values[i]!;
    const { color, opacity } = heatOf(value, limit);
    // A line break would leave no trace of its number.
    const shown = part === "\n" ? "↵\n" : part;
    return (
      `<span title="${escapeHtml(numberText(value))}" style="background:` +
      `rgba(${color},${opacity.toFixed(2)})">${escapeHtml(shown)}</span>`
    );
  });
  const style = "white-space:pre-wrap;max-width:640px;line-height:1.6;font-family:monospace";
  const head = title === undefined ? "" : `<b>${escapeHtml(title)}</b>`;
  const scale = `<small>${legendOf({ limit })}</small>`;
  return `<div>${head}<div style="${style}">${spans.join("")}</div>${scale}</div>`;
}

function heatOf(value: number, limit: number): Pick<HeatLetter, "color" | "opacity"> {
  const opacity = 0.65 * Math.min(1, Math.abs(value) / (limit || 1));
  return { color: value < 0 ? [230, 159, 0] : [31, 131, 196], opacity };
}

function lettersOf({ parts, values, limit }: Drawn): HeatLetter[] {
  return parts.flatMap((part, i) =>
    Array.from(part, (letter) => ({ letter, ...heatOf(values[i]!, limit) })),
  );
}

function legendOf({ limit }: Pick<Drawn, "limit">): string {
  return `orange ${numberText(-limit)}, blue ${numberText(limit)}`;
}

/** The text, and the five parts with the largest numbers. */
function heatPlain({ parts, values, title }: Drawn): string {
  const order = [...values.keys()].sort((a, b) => Math.abs(values[b]!) - Math.abs(values[a]!));
  const top = order
    .slice(0, 5)
    .map((i) => `${JSON.stringify(parts[i])} at ${i}: ${numberText(values[i]!)}`);
  return [...(title === undefined ? [] : [title]), parts.join(""), ...top].join("\n");
}

function largest(values: ArrayLike<number>): number {
  return Array.from(values).reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}
