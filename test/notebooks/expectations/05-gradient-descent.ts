import { expect } from "@jest/globals";
import { type Expectation, html, markdown, plotly } from "../expectation.js";

export const gradientDescent: Expectation = {
  small: { STEPS: 40, DRAWS: 20 },
  shows: {
    data: [plotly],
    gradient: [plotly, html],
    time: [plotly],
    explain: [html],
    surface: [plotly],
    descent: [plotly],
    losses: [plotly],
    noise: [plotly],
    flat: [plotly],
    everywhere: [plotly],
    finding: [markdown],
  },
  finds(notebook) {
    for (const gear of ["autodiff", "traced graph"]) {
      expect(Math.max(...notebook.curve("gradient", gear).map(Math.abs))).toBeLessThan(1e-5);
    }

    // The bottom of the valley is known: it is the line of least squares.
    const height = (name: string) => notebook.curve("losses", name).at(-1)!;
    for (const name of ["plain", "mini-batch", "momentum", "RMSProp", "Adam"]) {
      expect(notebook.curve("descent", name)).toHaveLength(201);
      expect(height(name)).toBeLessThan(notebook.curve("losses", name)[0]! / 10);
      expect(height(name)).toBeGreaterThan(-1e-6);
    }
    expect(height("momentum")).toBeLessThan(height("plain") / 10);

    const law = notebook.curve("noise", "σ²/n");
    notebook.curve("noise", "drawn with putting back").forEach((noise, i) => {
      expect(Math.abs(noise / law[i]! - 1)).toBeLessThan(0.3);
    });
    const fewer = notebook.curve("noise", "σ²/n · (N−n)/(N−1)");
    notebook.curve("noise", "drawn without").forEach((noise, i) => {
      expect(Math.abs(noise / fewer[i]! - 1)).toBeLessThan(0.3);
    });

    const said = notebook
      .shown("finding")
      .map((output) => output["text/markdown"])
      .join();
    expect(said).toMatch(/plain descent stayed stuck.* stayed stuck, and momentum escaped/);
    const most = (name: string) => Math.max(...notebook.curve("everywhere", name));
    expect(notebook.number("finding", /came home from (\d+) %/)).toBe(Math.round(most("plain")));
    expect(most("momentum")).toBeGreaterThan(most("plain"));
  },
};
