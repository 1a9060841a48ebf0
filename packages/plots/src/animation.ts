import { bundleOf, type Displayable, displayable } from "./displayable.js";
import { type Figure, figureBundle, type Layout, type Trace } from "./figure.js";
import { sliderHeight } from "./still/style.js";

/** One moment of an animation: the traces as they stand then. */
export interface Frame {
  readonly name: string;
  readonly data: readonly Trace[];
  /** Which traces of the figure these are: those that are not the same object in all figures. */
  readonly traces: readonly number[];
  readonly layout: Layout;
}

/** Figures that follow each other in one place, which show themselves. */
export interface Animation extends Figure {
  readonly frames: readonly Frame[];
}

/** How to play figures. */
export interface AnimationOptions {
  /** The name of each figure on the slider; 0, 1, 2 … by default. */
  labels?: readonly (string | number)[];
  /** What stands before the name. */
  prefix?: string;
  /** Milliseconds between figures. */
  interval?: number;
  /** The figure that stands there before it is played, and wherever nothing plays. */
  still?: number;
  /** Whether there are buttons that play and halt. */
  play?: boolean;
}

/**
 * Figures one after the other, under a play button and a slider. The axes of the one that
 * stands hold for all, so give it their ranges; only traces and titles change.
 *
 * @example
 * animation([1, 2, 3].map((power) => line({ power: [0, 1, 2].map((x) => x ** power) })), { labels: [1, 2, 3] })
 * @throws RangeError when there is no figure, or not one label for each.
 */
export function animation(
  figures: readonly Figure[],
  {
    labels = figures.map((_, i) => i),
    prefix = "",
    interval = 300,
    still = 0,
    play = true,
  }: AnimationOptions = {},
): Animation {
  const first = figures[still];
  if (!first || labels.length !== figures.length) {
    throw new RangeError(
      `Cannot play the figures: it needs at least one, and one label for each, got ` +
        `${figures.length} figures and ${labels.length} labels; give both the same length`,
    );
  }
  const changed = changing(figures);
  const frames = figures.map(({ data, layout }, i): Frame => {
    const { title = { text: "" } } = layout;
    const traces = changed.filter((trace) => trace < data.length);
    return {
      name: String(i),
      data: traces.map((trace) => data[trace]!),
      traces,
      layout: { title },
    };
  });
  const layout = { ...first.layout, ...controls(labels, { prefix, interval, still, play }) };
  layout.height = (first.layout.height ?? 360) + sliderHeight;
  const text = `${frames.length} figures, the last one: ${bundleOf(figures.at(-1))["text/plain"]}`;
  const value = { data: first.data, layout, frames };
  return displayable(value, (shown) => figureBundle(shown, { text })) as typeof value & Displayable;
}

/** The positions of the traces that differ between figures. */
function changing(figures: readonly Figure[]): number[] {
  const longest = Math.max(...figures.map(({ data }) => data.length));
  return Array.from({ length: longest }, (_, i) => i).filter((i) =>
    figures.some(({ data }) => data[i] !== figures[0]!.data[i]),
  );
}

function controls(
  labels: readonly (string | number)[],
  {
    prefix,
    interval,
    still: active,
    play,
  }: { prefix: string; interval: number; still: number; play: boolean },
): { -readonly [K in keyof Layout]: Layout[K] } {
  const still = {
    mode: "immediate",
    frame: { duration: 0, redraw: true },
    transition: { duration: 0 },
  };
  const moving = { ...still, frame: { duration: interval, redraw: true }, fromcurrent: true };
  const button = (label: string, args: unknown[]) => ({ label, method: "animate", args });
  const place = { xanchor: "left", yanchor: "top", y: 0 };
  const step = (label: string | number, i: number) => button(String(label), [[String(i)], still]);
  return {
    sliders: [
      {
        ...place,
        x: play ? 0.2 : 0,
        len: play ? 0.8 : 1,
        pad: { t: 56, b: 8 },
        active,
        currentvalue: { prefix, xanchor: "right" },
        steps: labels.map(step),
      },
    ],
    updatemenus: !play
      ? []
      : [
          {
            ...place,
            x: 0,
            pad: { t: 64, r: 8 },
            type: "buttons",
            direction: "left",
            showactive: false,
            buttons: [button("▶", [null, moving]), button("❚❚", [[null], still])],
          },
        ],
  };
}
