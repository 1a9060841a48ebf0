import { expect } from "@jest/globals";
import { type Expectation, html, markdown, picture, plotly } from "../expectation.js";

export const imageClassification: Expectation = {
  small: { TRAIN: 500, TEST: 200, EPOCHS: 1, ERASED: 20, SIDES: [6, 10] },
  needsMirror: true,
  shows: {
    data: [picture],
    augmented: [picture],
    network: [html],
    training: [html, plotly],
    test: [html],
    confusion: [plotly],
    mistakes: [picture],
    calibration: [plotly],
    looked: [picture],
    speaks: [plotly, picture],
    mine: [picture],
    erase: [picture],
    experiment: [plotly],
    finding: [markdown],
  },
  finds(notebook) {
    const accuracy = notebook.number("finding", /names \*\*([\d.]+) %/);
    expect(accuracy).toBeGreaterThan(58);
    expect(notebook.number("finding", /for ([\d.]+) % the right name/)).toBeGreaterThan(93);
    const confused = notebook.number("confusion", /([\d.]+) % correct/);
    expect(Math.abs(confused - accuracy)).toBeLessThan(0.15);
    const losses = notebook.curve("training", "train");
    expect(losses.at(-1)).toBeLessThan(0.7 * losses[0]!);
    expect(notebook.number("finding", /error is ([\d.]+)\./)).toBeLessThan(0.15);

    const kept = (way: string) => notebook.curve("experiment", way);
    const most = kept("where it points most");
    expect(most.at(-1)).toBeLessThan(most[0]!);
    kept("where it points least").forEach((share, i) => {
      expect(share).toBeGreaterThan(most[i]! + 0.03);
    });
    // Bands are medians of five groups, the sentence counts all photographs.
    const said = notebook.number("finding", /still does so for ([\d.]+) %/);
    expect(Math.abs(said - 100 * most[1]!)).toBeLessThan(6);
    const text = String(notebook.shown("finding")[0]?.[markdown]);
    const told = [/random one[^(]*\(by ([^)]*)\)/, /the middle w[^(]*\(by ([^)]*)\)/];
    const [random, middle] = told.map((pattern) => pattern.exec(text)![1]!.split(", ").map(Number));
    expect(Math.max(...random!)).toBeGreaterThan(2.5);
    expect(text).not.toContain("does not show what the network needs");
    const clear = middle!.filter((deviations) => deviations > 2.5).length;
    expect(text.includes("not clearly better than to aim at the middle")).toBe(clear < 4);
    expect(text.includes("better than a guess at the middle does")).toBe(clear === 4);
  },
};
