import { expect } from "@jest/globals";
import { type Expectation, html, markdown, plotly } from "../expectation.js";

export const perceptron: Expectation = {
  small: { ORDERS: 20 },
  shows: {
    data: [plotly],
    steps: [html],
    "moving-line": [plotly],
    convergence: [plotly],
    "xor-line": [plotly],
    overlap: [plotly],
    experiment: [plotly],
    finding: [markdown],
  },
  finds(notebook) {
    const mistakes = notebook.figure("moving-line").frames;
    expect(mistakes).toHaveLength(notebook.number("finding", /after \*\*(\d+) mistakes/));
    expect(notebook.curve("convergence", "setosa or versicolor").at(-1)).toBe(0);
    expect(notebook.curve("convergence", "versicolor or virginica").at(-1)).toBeGreaterThan(0);
    expect(notebook.curve("convergence", "exclusive or").at(-1)).toBe(100);

    const bounds = notebook.curve("experiment", "Novikoff's bound");
    const most = notebook.curve("experiment", "most of 200 orders");
    const shares = most.map((count, i) => (100 * count) / bounds[i]!);
    const closest = notebook.number("finding", /worst came to ([\d.]+) % of its bound/);
    expect(Math.max(...shares)).toBeCloseTo(closest, 1);
    expect(closest).toBeLessThan(100);
    expect(most.at(-1)).toBeGreaterThan(most[0]!);
  },
};
