import { expect } from "@jest/globals";
import { type Expectation, html, markdown, picture, plotly } from "../expectation.js";

export const convolutionalNetwork: Expectation = {
  small: { TRAIN: 2000, EPOCHS: 1, RIVALS: 500, SEEDS: [1] },
  shows: {
    data: [picture],
    "by-hand": [picture],
    network: [html],
    training: [html, plotly],
    confusion: [plotly],
    mistakes: [picture],
    filters: [picture],
    experiment: [picture, plotly],
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
    const end = (name: string) => notebook.curve("experiment", name).at(-1)!;
    expect(end("LeNet")).toBeCloseTo(notebook.number("finding", /LeNet came to ([\d.]+) %/), 1);
    const [lost, kept] = ["LeNet", "fully connected"].map(
      (name) => end(name) - end(`${name}, scrambled`),
    );
    expect(lost).toBeGreaterThan(kept! + (notebook.sample ? 0 : 2));
    expect(Math.abs(kept!)).toBeLessThan(notebook.sample ? 5 : 2);
  },
};
