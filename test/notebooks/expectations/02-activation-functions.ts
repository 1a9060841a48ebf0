import { expect } from "@jest/globals";
import { type Expectation, html, markdown, picture, plotly } from "../expectation.js";

export const activationFunctions: Expectation = {
  small: { TRAIN: 1000, EPOCHS: 1, NETWORKS: 1, SEEDS: [1] },
  shows: {
    functions: [plotly],
    derivatives: [plotly, html],
    data: [picture],
    vanishing: [plotly],
    training: [plotly],
    cost: [html],
    finding: [markdown],
  },
  finds(notebook) {
    const { x } = notebook.figure("derivatives").data[0]!;
    const tanh = notebook.curve("derivatives", "tanh");
    expect(Math.max(...x.map((at, i) => Math.abs(tanh[i]! - 1 / Math.cosh(at) ** 2)))).toBeLessThan(
      1e-6,
    );
    expect(Math.max(...notebook.curve("derivatives", "sigmoid"))).toBeCloseTo(0.25);

    const layers = notebook.figure("vanishing").data[0]!.x;
    const span = layers.at(-1)! - layers[0]!;
    for (const name of ["sigmoid", "tanh", "ReLU"]) {
      const gradients = notebook.curve("vanishing", name.toLowerCase());
      const perLayer = (gradients.at(-1)! / gradients[0]!) ** (1 / span);
      const said = notebook.number("finding", new RegExp(`([\\d.]+) with ${name}`));
      expect(perLayer).toBeCloseTo(said, 2);
      expect(said < 0.5).toBe(name === "sigmoid");
    }

    const relu = notebook.number("finding", /ReLU ([\d.]+) %/);
    expect(relu).toBeGreaterThan(notebook.sample ? 55 : 75);
    expect(relu).toBeGreaterThan(notebook.number("finding", /sigmoid knew ([\d.]+) %/) + 10);
  },
};
