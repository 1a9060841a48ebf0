import { expect } from "@jest/globals";
import { type Expectation, html, markdown, picture, plotly } from "../expectation.js";

export const overfitting: Expectation = {
  small: { PICTURES: 100, EPOCHS: 4, SEEDS: [1, 2], EVERY: 2 },
  shows: {
    data: [picture],
    network: [html],
    overfit: [plotly],
    remedies: [plotly],
    gap: [plotly],
    finding: [markdown],
  },
  finds(notebook) {
    const [known, fresh] = ["pictures it trains with", "new pictures"] as const;
    expect(notebook.curve("overfit", known).at(-1)).toBeLessThan(0.3);
    const losses = notebook.curve("overfit", fresh);
    expect(losses.at(-1)).toBeGreaterThan(1.05 * Math.min(...losses));

    const gap = (name: string) => notebook.number("finding", new RegExp(`([\\d.]+) with ${name}`));
    const bare = notebook.number("finding", /two losses, ([\d.]+) without a remedy/);
    const marks = (name: string) => notebook.figure("gap").data.find((each) => each.name === name)!;
    const accuracy = (name: string) => marks(name).x[0]!;
    expect(bare).toBeGreaterThan(0.3);
    for (const remedy of ["dropout", "early stopping", "augmentation", "ten times the data"]) {
      expect(gap(remedy)).toBeLessThan(bare);
    }
    expect(accuracy(known) - accuracy(fresh)).toBeGreaterThan(0.1);
    const said = notebook.number("finding", /and ([\d.]+) % of new ones/);
    expect(100 * accuracy(fresh)).toBeCloseTo(said, 1);
  },
};
