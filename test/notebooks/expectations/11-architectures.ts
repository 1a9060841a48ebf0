import { expect } from "@jest/globals";
import { type Expectation, html, markdown, plotly } from "../expectation.js";

export const architectureTable: Expectation = {
  small: { COST: 200_000, TRAIN: 500, EPOCHS: 1, SEEDS: [1] },
  shows: {
    table: [html],
    deviations: [plotly, markdown],
    cost: [plotly],
    doubling: [html],
    inside: [plotly],
    ideas: [html],
    "experiment-data": [html],
    experiment: [plotly],
    finding: [markdown],
  },
  finds(notebook) {
    const deviations = notebook.figure("deviations").data;
    const within = (name: string) =>
      deviations.find((each) => each.name === name)!.x.filter((value) => Math.abs(value) <= 1);
    expect(deviations[0]!.y).toHaveLength(11);
    expect(within("parameters")).toHaveLength(7);
    expect(within("mult-adds")).toHaveLength(8);
    expect(notebook.number("finding", /(\d+) have the printed parameters/)).toBe(7);
    expect(notebook.number("finding", /and (\d+) the printed mult-adds/)).toBe(8);
    // Every deviation of more than 1 % has its reason.
    const off = deviations[0]!.y.filter((_, i) =>
      deviations.some(({ x }) => Math.abs(x[i]!) > 1),
    ) as unknown as string[];
    const told = notebook.shown("deviations").map((output) => output[markdown]);
    expect(off.filter((name) => !told.join().includes(name))).toEqual([]);

    expect(notebook.number("finding", /went with ([\d.]+) points/)).toBeCloseTo(1.3, 1);
    expect(notebook.number("finding", /correlation with accuracy is ([\d.]+)/)).toBeGreaterThan(
      0.7,
    );
    const half = notebook.number("finding", /mult-adds are spent after (\d+) %/);
    expect(notebook.number("finding", /half of the weights after (\d+) %/)).toBeGreaterThan(half);

    for (const share of notebook.figure("experiment").data[0]!.x) {
      expect(share).toBeGreaterThan(notebook.sample ? 35 : 60);
    }
    const medians = notebook.figure("experiment").data[1]!;
    const plain = medians.x[(medians.y as unknown as string[]).indexOf("plain")]!;
    expect(notebook.number("finding", /convolutions named ([\d.]+) %/)).toBeCloseTo(plain, 1);
  },
};
