import { axis } from "./axis.js";
import { Decimated } from "./decimated.js";
import { type Figure, figure, type Layout, type Trace } from "./figure.js";
import { measureOf } from "./measure.js";
import { colorOf } from "./palette.js";
import type { RunEvent } from "./run-event.js";

/** The curves of one measure: after each step, and after each epoch on both parts of the data. */
interface Panel {
  readonly steps: Decimated;
  readonly train: Decimated;
  readonly validation: Decimated;
}

/** Collects the events of a run and draws one panel for the loss and one for each metric. */
export class RunCurves {
  readonly #panels = new Map<string, Panel>();
  #epochs = 1;

  add({ epoch, epochs, step, steps, logs, phase }: RunEvent): void {
    this.#epochs = epochs;
    if (phase === "end") {
      return;
    }
    for (const [key, value] of Object.entries(logs)) {
      const { name, validation } = measureOf(key);
      const panel = this.#panel(name);
      if (phase === "epoch") {
        panel[validation ? "validation" : "train"].push(epoch + 1, value);
      } else {
        panel.steps.push(epoch + (step + 1) / steps, value);
      }
    }
  }

  /** The numbers so far. */
  figure(): Figure {
    const names = this.#panels.size > 0 ? [...this.#panels.keys()] : ["loss"];
    const data = names.flatMap((name, i) => {
      const panel = this.#panels.get(name);
      return panel ? traces(panel, { name, index: i }) : [];
    });
    return figure(data, layout(names, this.#epochs), { text: `Curves of ${names.join(", ")}` });
  }

  #panel(name: string): Panel {
    let panel = this.#panels.get(name);
    if (!panel) {
      panel = { steps: new Decimated(), train: new Decimated(), validation: new Decimated() };
      this.#panels.set(name, panel);
    }
    return panel;
  }
}

function traces(panel: Panel, { name, index }: { name: string; index: number }): Trace[] {
  const suffix = index === 0 ? "" : String(index + 1);
  const common = { type: "scatter", xaxis: `x${suffix}`, yaxis: `y${suffix}` };
  const hover = `${name} %{y:.4~g}<br>epoch %{x:.2~f}<extra>%{fullData.name}</extra>`;
  const curve = (part: string, color: string): Trace => ({
    ...common,
    name: part,
    legendgroup: part,
    showlegend: index === 0,
    mode: "lines+markers",
    hovertemplate: hover,
    line: { color, width: 2 },
    marker: { color, size: 6 },
  });
  return [
    {
      ...common,
      name: "train, each step",
      mode: "lines",
      showlegend: false,
      hovertemplate: hover,
      line: { color: colorOf(0), width: 1.5 },
      opacity: 0.55,
      ...panel.steps.points(),
    },
    { ...curve("train", colorOf(0)), ...panel.train.points() },
    { ...curve("validation", colorOf(1)), ...panel.validation.points() },
  ];
}

function layout(names: readonly string[], epochs: number): Layout {
  const across = Math.min(3, names.length);
  const down = Math.ceil(names.length / across);
  const axes = names.map((name, i) => {
    const suffix = i === 0 ? "" : String(i + 1);
    const [column, row] = [i % across, Math.floor(i / across)];
    const x = { domain: span(column, { count: across, gap: 0.1 }), anchor: `y${suffix}` };
    const y = { domain: span(down - 1 - row, { count: down, gap: 0.2 }), anchor: `x${suffix}` };
    return {
      [`xaxis${suffix}`]: axis("epoch", { ...x, range: [0, epochs], tickformat: "~g" }),
      [`yaxis${suffix}`]: axis(name, y),
    };
  });
  return Object.assign(
    {
      width: [640, 860, 980][across - 1]!,
      height: 60 + 280 * down,
      legend: { orientation: "h", x: 0, y: 1.02, yanchor: "bottom" },
      // Keeps a reader's zoom while the figure is patched.
      uirevision: "run",
    },
    ...axes,
  );
}

/** The part of [0, 1] that is the panel's. */
function span(
  index: number,
  { count, gap }: { count: number; gap: number },
): [start: number, end: number] {
  const size = (1 - gap * (count - 1)) / count;
  const start = index * (size + gap);
  return [start, start + size];
}
