import type { Figure } from "@rosenblatt/jupyterlab-plotly";
import type { WeightHistogram } from "../protocol.js";

/** At most so many ridges are drawn; of more epochs, some evenly, and the last. */
const mostRidges = 24;
/** How far a ridge reaches over the one behind it, in epochs. */
const overlap = 2.2;

interface Words {
  readonly epoch: string;
  readonly weights: string;
  readonly weight: string;
}

/** One histogram as bars; several as ridges, the first at the back, the latest in front. */
export function histogramFigure(histograms: readonly WeightHistogram[], words: Words): Figure {
  const layout = {
    height: histograms.length > 1 ? 230 : 150,
    margin: { l: 46, r: 8, t: 6, b: 34 },
    xaxis: { title: { text: words.weight, standoff: 6 }, zeroline: true },
    showlegend: false,
    bargap: 0,
  };
  const config = { displayModeBar: false };
  if (histograms.length === 1) {
    const [histogram] = histograms as [WeightHistogram];
    const { centres, width } = binsOf(histogram);
    const bars = {
      type: "bar" as const,
      x: centres,
      y: [...histogram.counts],
      width,
      marker: { color: "#1F83C4" },
      hovertemplate: `%{y} ${words.weights}<br>%{x:.3g}<extra></extra>`,
    };
    return { data: [bars], layout: { ...layout, yaxis: { nticks: 4 } }, config };
  }
  const shown = thinned(histograms);
  // Densities, since each epoch has bins of its own width.
  const ridges = shown.map((histogram) => {
    const { centres, width } = binsOf(histogram);
    return { histogram, centres, density: histogram.counts.map((count) => count / width) };
  });
  const highest = Math.max(...ridges.flatMap(({ density }) => density)) || 1;
  const data = ridges.flatMap(({ histogram, centres, density }, i) => {
    const base = -i;
    const share = i / Math.max(1, ridges.length - 1);
    const line = { color: `rgba(31,131,196,${0.55 + 0.45 * share})`, width: 1.2 };
    const floor = {
      ...{ x: [centres[0]!, centres.at(-1)!], y: [base, base] },
      ...{ type: "scatter" as const, mode: "lines" as const, line: { width: 0 } },
      hoverinfo: "skip" as const,
    };
    const ridge = {
      ...{ type: "scatter" as const, mode: "lines" as const, line },
      ...{ x: centres, y: density.map((value) => base + (overlap * value) / highest) },
      fill: "tonexty" as const,
      fillcolor: `rgba(31,131,196,${0.12 + 0.33 * share})`,
      customdata: [...histogram.counts],
      hovertemplate: `${words.epoch} ${histogram.epoch}<br>%{customdata} ${words.weights}<br>%{x:.3g}<extra></extra>`,
    };
    return [floor, ridge];
  });
  const step = Math.ceil(shown.length / 8);
  const ticks = shown.filter((_, i) => i % step === 0);
  const yaxis = {
    title: { text: words.epoch, standoff: 4 },
    tickvals: ticks.map((_, i) => -i * step),
    ticktext: ticks.map(({ epoch }) => String(epoch)),
    zeroline: false,
  };
  return { data, layout: { ...layout, yaxis }, config };
}

function binsOf({ min, max, counts }: WeightHistogram) {
  const width = (max - min) / counts.length;
  return { width, centres: counts.map((_, i) => min + (i + 0.5) * width) };
}

/** Some of a list, evenly, with its first and its last. */
function thinned<T>(list: readonly T[]): readonly T[] {
  if (list.length <= mostRidges) return list;
  const step = (list.length - 1) / (mostRidges - 1);
  return Array.from({ length: mostRidges }, (_, i) => list[Math.round(i * step)]!);
}
