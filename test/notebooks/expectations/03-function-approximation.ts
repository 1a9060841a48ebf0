import { expect } from "@jest/globals";
import { type Expectation, markdown, picture, plotly } from "../expectation.js";

export const functionApproximation: Expectation = {
  small: { NETWORKS: 2, STEPS: 100 },
  shows: {
    functions: [plotly],
    forms: [plotly],
    picture: [picture],
    width: [plotly],
    collapse: [plotly],
    matrix: [picture],
    convolution: [picture],
    "convolution-picture": [picture],
    finding: [markdown],
  },
  finds(notebook) {
    expect(notebook.figure("forms").frames!.length).toBeGreaterThan(10);

    const number = (pattern: RegExp) => notebook.number("finding", pattern);
    const errors = [
      number(/from ([\d.]+) with one matrix/),
      number(/to ([\d.]+) with two/),
      number(/([\d.]+) with three and/),
      number(/and ([\d.]+) with four/),
    ];
    expect([...errors].sort((a, b) => b - a)).toEqual(errors);
    expect(number(/as three have came to ([\d.]+)\./)).toBeGreaterThan(errors[2]!);
    expect(number(/beat one on (\d) of 3 functions/)).toBeGreaterThanOrEqual(2);

    const line = notebook.curve("collapse", "the best straight line")[0]!;
    for (const error of notebook.curve("collapse", "without")) {
      expect(error).toBeCloseTo(line, 3);
    }
    expect(notebook.curve("collapse", "with max(0, ·)").at(-1)).toBeLessThan(0.9 * line);
    expect(number(/differ by at most (\S+) of the largest/)).toBeLessThan(1e-4);
    expect(number(/and in (\d+) of \d+ answers/)).toBeLessThan(3);
    expect(number(/the same pictures up to (\S+)\./)).toBeLessThan(1e-5);
  },
};
