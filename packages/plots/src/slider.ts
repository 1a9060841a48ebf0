import { type Animation, animation } from "./animation.js";
import { type Figure, figure } from "./figure.js";
import { base64, type Picture } from "./picture.js";

/** How to choose among figures. */
export interface SliderOptions {
  /** The name of each on the slider; 0, 1, 2 … by default. */
  labels?: readonly (string | number)[];
  /** What stands before the name, such as `epoch `. */
  prefix?: string;
  /** Which one stands there at first, and wherever nothing slides. */
  start?: number;
}

/**
 * Figures or pictures in one place, of which a slider shows one: epochs, layers or the values of a
 * hyper-parameter. All are in the output itself, so it needs no kernel. The axes of the one that
 * stands hold for all, so give these their ranges.
 *
 * @example const powers = [1, 2, 3].map((power) => line([0, 1, 2].map((x) => x ** power)));
 * slider(powers, { labels: [1, 2, 3], prefix: "power " })
 * @throws RangeError when there is none, or not one label for each.
 */
export function slider(
  shown: readonly (Figure | Picture)[],
  { labels = shown.map((_, i) => i), prefix = "", start = 0 }: SliderOptions = {},
): Animation {
  const figures = shown.map((each) => ("png" in each ? pictureFigure(each) : each));
  return animation(figures, { labels, prefix, still: start, play: false });
}

/** A picture on axes that nobody sees. */
function pictureFigure({ png, width, height }: Picture): Figure {
  const source = `data:image/png;base64,${base64(png)}`;
  const hidden = { visible: false, showgrid: false, zeroline: false };
  return figure([{ type: "image", source, hoverinfo: "skip" }], {
    width: width + 32,
    height: height + 48,
    margin: { l: 16, r: 16, t: 40, b: 8 },
    xaxis: { ...hidden, range: [-0.5, width - 0.5], constrain: "domain" },
    yaxis: { ...hidden, range: [height - 0.5, -0.5], scaleanchor: "x", constrain: "domain" },
  });
}
