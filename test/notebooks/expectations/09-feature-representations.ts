import { expect } from "@jest/globals";
import { type Expectation, html, markdown, picture, plotly } from "../expectation.js";

export const featureRepresentations: Expectation = {
  small: {
    ...{ TRAIN: 500, TEST: 200, EPOCHS: 1, UNSEEN: [[0, 3, 6]] },
    ...{ FEW: [5], DRAWS: [1], LOOKED: 60, STEPS: 3 },
  },
  needsMirror: true,
  shows: {
    data: [picture],
    network: [html],
    training: [plotly],
    filters: [picture],
    edges: [plotly],
    patches: [picture],
    made: [plotly],
    maps: [picture, plotly],
    sharing: [plotly],
    units: [plotly],
    specialists: [picture],
    experiment: [plotly],
    finding: [markdown],
  },
  finds(notebook) {
    const median = (values: readonly number[]) =>
      [...values].sort((a, b) => a - b)[values.length >> 1]!;
    const filters = (when: string) =>
      notebook.figure("edges").data.find(({ name }) => name === `${when} training`)!;
    expect(median(filters("after").x)).toBeGreaterThan(0.4);
    expect(median(filters("after").y)).toBeGreaterThan(2 * median(filters("before").y));
    expect(Math.abs(median(filters("before").x))).toBeLessThan(0.1);
    expect(notebook.number("finding", /before (-?[\d.]+)\)/)).toBeCloseTo(
      median(filters("before").x),
      1,
    );

    const [first, , third] = notebook.curve("sharing", "trained");
    expect(third).toBeGreaterThan(1.5 * first!);
    expect(third).toBeGreaterThan(1.5 * notebook.curve("sharing", "before training")[2]!);
    expect(notebook.curve("sharing", "names shuffled")[2]).toBeLessThan(0.15);
    expect(notebook.number("finding", /to ([\d.]+) in the third/)).toBeCloseTo(third!, 2);
    expect(notebook.number("finding", /answers to ([\d.]+) of 7 classes/)).toBeGreaterThan(2);

    const learned = notebook.curve("experiment", "features of other classes");
    notebook.curve("experiment", "features by chance").forEach((chance, i) => {
      expect(learned[i]).toBeGreaterThan(chance + 0.05);
    });
    const said = notebook.number("finding", /classes names (\d+) % right/);
    expect(Math.abs(said - 100 * learned[0]!)).toBeLessThan(0.6);
    const draws = notebook.number("finding", /chance in (\d) of 6/);
    expect(draws).toBeGreaterThanOrEqual(5);
    const text = String(notebook.shown("finding")[0]?.[markdown]);
    expect(text).toContain("this is learned");
    expect(text).toContain("most features are shared");
  },
};
