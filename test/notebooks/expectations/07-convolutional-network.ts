import { expect } from "@jest/globals";
import { type Expectation, html, markdown, picture, plotly } from "../expectation.js";

export const convolutionalNetwork: Expectation = {
  small: { TRAIN: 2000, EPOCHS: 1 },
  shows: {
    data: [picture],
    network: [html],
    training: [html, plotly],
    confusion: [plotly],
    mistakes: [picture],
    filters: [picture],
    experiment: [html, plotly],
    finding: [markdown],
  },
  finds(notebook) {
    const accuracy = notebook.number("test", /([\d.]+) %/);
    expect(accuracy).toBeGreaterThanOrEqual(notebook.sample ? 65 : 85);
    // One is computed as a graph, the other eagerly: a picture or two may fall to either side.
    const confused = notebook.number("confusion", /([\d.]+) % correct/);
    expect(Math.abs(confused - accuracy)).toBeLessThan(0.15);
    expect(notebook.number("finding", /names \*\*([\d.]+) %/)).toBe(accuracy);

    const losses = notebook.curve("training", "train");
    expect(losses.at(-1)).toBeLessThan(losses[0]!);
    const moved = notebook.curve("experiment", "LeNet");
    expect(moved.at(-1)).toBeLessThan(moved[0]!);
    const said = notebook.number("finding", /LeNet has ([\d.]+) %/);
    expect(100 * moved[0]!).toBeCloseTo(said, 1);
  },
};
