import { expect } from "@jest/globals";
import { type Expectation, html, markdown, picture, plotly } from "../expectation.js";

export const howIsItPossible: Expectation = {
  small: { SIZES: [100], DEPTHS: [0, 1], PICTURES: 100, SEEDS: [1], STEPS: 20 },
  shows: {
    count: [plotly],
    data: [picture],
    random: [plotly, html],
    width: [plotly],
    examples: [plotly],
    depth: [plotly],
    probe: [plotly],
    finding: [markdown],
  },
  finds(notebook) {
    const said = (pattern: RegExp) => notebook.number("finding", pattern);
    const perExample = notebook.figure("count").data[0]!.x;
    expect(perExample).toHaveLength(12);
    expect(Math.min(...perExample)).toBeGreaterThan(1);

    for (const name of ["true labels", "labels by lot"]) {
      expect(notebook.curve("random", name).at(-1)).toBeGreaterThan(95);
    }
    const onNew = said(/of new ones it named ([\d.]+) %/);
    expect(onNew).toBeGreaterThan(65);
    expect(said(/of new ones it named [\d.]+ % and ([\d.]+) %/)).toBeLessThan(20);

    const wrong = notebook.curve("width", "new pictures");
    expect(notebook.curve("width", "pictures it learned from").at(-1)).toBeLessThan(1);
    expect(wrong.at(-1)).toBeLessThan(Math.min(...wrong) + 3);
    expect(wrong.at(-1)).toBeCloseTo(said(/it named ([\d.]+) % of new ones wrong/), 1);

    for (const name of ["no hidden layer", "one hidden layer", "convolutional"]) {
      const right = notebook.curve("examples", name);
      expect(right.at(-1)).toBeGreaterThan(right[0]! + 5);
    }
    expect(notebook.curve("examples", "convolutional").at(-1)).toBeGreaterThan(
      notebook.curve("examples", "no hidden layer").at(-1)!,
    );
    const deep = notebook.curve("depth", "deeper");
    expect(deep.at(-1)).toBeCloseTo(said(/convolutional layers ([\d.]+) % were right/), 1);
    expect(Math.max(...deep)).toBeGreaterThan(deep[0]!);
    const [trained, untrained] = ["trained", "untrained"].map((name) =>
      notebook.curve("probe", name),
    );
    expect(trained!.at(-1)).toBeGreaterThan(untrained!.at(-1)!);
  },
};
