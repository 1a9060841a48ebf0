import { expect } from "@jest/globals";
import { type Expectation, html, markdown, picture, plotly } from "../expectation.js";

export const neuralNetworks: Expectation = {
  small: { FOLDS: 2, SEEDS: [1], STEPS: 20, EPOCHS: 2 },
  shows: {
    curve: [plotly],
    "regression-picture": [plotly],
    boundary: [plotly],
    fails: [plotly],
    "gain-picture": [plotly],
    code: [html, plotly],
    plane: [plotly, picture],
    map: [picture],
    clusters: [plotly],
    finding: [markdown],
  },
  finds(notebook) {
    expect(notebook.figure("curve").frames!.length).toBe(10);
    expect(notebook.figure("boundary").frames!.length).toBe(10);

    const number = (pattern: RegExp) => notebook.number("finding", pattern);
    const [line, network] = [
      number(/([\d.]+) miles per gallon/),
      number(/([\d.]+) for the network/),
    ];
    expect(line).toBeLessThan(4);
    expect(network).toBeLessThan(line - 0.2);

    // Drawn sets need the bend, real ones hardly.
    const [ofLine, ofNetwork] = notebook.figure("gain-picture").data;
    const gains = ofNetwork!.x.map((accuracy, i) => accuracy - ofLine!.x[i]!);
    const names = ofLine!.y as unknown as string[];
    expect(gains).toHaveLength(9);
    names.forEach((name, i) => {
      if (name.endsWith("drawn")) expect(gains[i]).toBeGreaterThan(0.05);
      else expect(Math.abs(gains[i]!)).toBeLessThan(0.06);
    });
    expect(number(/every division on: .*rings \(\+([\d.]+)\).*It lost/)).toBeGreaterThan(30);

    const { x, y } = notebook.figure("clusters").data[0]!;
    const agreement = (name: string) => x[(y as unknown as string[]).indexOf(name)]!;
    expect(agreement("64 pixels")).toBeGreaterThan(0.55);
    expect(agreement("2 numbers of a network")).toBeGreaterThan(
      agreement("2 principal components"),
    );
    expect(number(/groups found in \*[^*]+\*: ([\d.]+)\. /)).toBeCloseTo(Math.max(...x), 2);
    expect(number(/two numbers a network keeps ([\d.]+),/)).toBeCloseTo(
      agreement("2 numbers of a network"),
      2,
    );
  },
};
