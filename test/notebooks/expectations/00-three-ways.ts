import { expect } from "@jest/globals";
import { type Expectation, html, markdown, picture, plotly } from "../expectation.js";

export const threeWays: Expectation = {
  small: { SIZES: [50, 200], SEEDS: [1], STEPS: 20 },
  shows: {
    circles: [plotly],
    data: [picture],
    places: [picture],
    rules: [picture],
    "rules-confusion": [plotly],
    edges: [picture],
    classifier: [html, plotly],
    network: [html, plotly],
    maps: [picture],
    side: [plotly],
    only: [picture],
    experience: [plotly],
    finding: [markdown],
  },
  finds(notebook) {
    const { x } = notebook.figure("experience").data.at(-1)!;
    const [rules, classifier, network] = ["rules", "measures + classifier", "network"].map((name) =>
      notebook.curve("experience", name),
    ) as [readonly number[], readonly number[], readonly number[]];
    expect(new Set(rules).size).toBe(1);
    expect(rules[0]).toBeGreaterThan(0.55);
    expect(100 * rules[0]!).toBeCloseTo(notebook.number("finding", /Ten rules name ([\d.]+) %/), 1);
    expect(notebook.number("rules-confusion", /([\d.]+) % correct/)).toBeCloseTo(
      100 * rules[0]!,
      1,
    );

    // With more pictures both learn more, and both come to more than the rules.
    for (const curve of [classifier, network]) {
      expect(curve.at(-1)! - curve[0]!).toBeGreaterThan(0.1);
      expect(curve.at(-1)).toBeGreaterThan(rules[0]! + 0.1);
    }
    const ends = /come to ([\d.]+) %, the network to ([\d.]+) %/;
    expect(notebook.number("finding", ends)).toBeCloseTo(100 * classifier.at(-1)!, 1);
    if (notebook.sample) return;

    expect(x.at(-1)).toBe(25_000);
    expect(classifier.at(-1)).toBeGreaterThan(0.86);
    expect(network.at(-1)).toBeGreaterThan(0.87);
    // Where there are many pictures the network is ahead, where there are few neither is by much.
    const lead = notebook.number("finding", /the network is ([\d.]+) points better/);
    expect(lead).toBeCloseTo(100 * (network.at(-1)! - classifier.at(-1)!), 1);
    expect(Math.abs(network[2]! - classifier[2]!)).toBeLessThan(0.04);
  },
};
