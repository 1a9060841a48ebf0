import { expect } from "@jest/globals";
import { type Expectation, html, markdown, picture, plotly } from "../expectation.js";

export const poolingDropoutSoftmax: Expectation = {
  small: { TRAIN: 300, EPOCHS: 1, SEEDS: [1] },
  shows: {
    data: [picture],
    tolerance: [plotly],
    dropout: [picture],
    average: [plotly],
    softmax: [plotly],
    properties: [html],
    network: [html],
    ablation: [plotly],
    finding: [markdown],
  },
  finds(notebook) {
    const change = (name: string, right: number) => notebook.curve("tolerance", name)[right]!;
    expect(change("max of 4 × 4", 1)).toBeLessThan(0.6 * change("no pooling", 1));
    expect(change("max of 4 × 4", 4)).toBeGreaterThan(0.6 * change("no pooling", 4));

    const law = notebook.curve("average", "the law");
    notebook.curve("average", "measured").forEach((error, i) => {
      expect(Math.abs(error / law[i]! - 1)).toBeLessThan(0.1);
    });

    const claims = String(notebook.shown("properties")[0]!["text/plain"]).split("\n").slice(2);
    const differences = claims.map((row) => Number(row.split(/ {2,}/).at(-1)));
    expect(differences[1]).toBeNaN();
    for (const i of [0, 2, 3]) expect(differences[i]).toBeLessThan(1e-4);

    const medians = notebook.figure("ablation").data.filter(({ name }) => name === "median");
    const [test, gap] = medians.map(({ x, y }) => (variant: string) => {
      return x[(y as unknown as string[]).indexOf(variant)]!;
    });
    const said = (pattern: RegExp) => notebook.number("finding", pattern);
    expect(test!("all three")).toBeCloseTo(said(/all three the network named ([\d.]+) %/), 1);
    expect(test!("no softmax")).toBeCloseTo(said(/([\d.]+) % with no softmax/), 1);
    expect(test!("all three")).toBeGreaterThan(notebook.sample ? 70 : 75);
    expect(test!("no softmax")).toBeLessThan(test!("all three") - 3);
    expect(gap!("no dropout")).toBeGreaterThan(gap!("all three"));
  },
};
