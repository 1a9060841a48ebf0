import { expect } from "@jest/globals";
import { type Executed, type Parameters, plotly } from "./executed.js";

/** What an executed notebook must show, and what must be true of its numbers. */
export interface Expectation {
  /** A size at which every cell is soon done, for a run that shows only that all of them run. */
  readonly small: Parameters;
  /** For each of these cells, the formats that are among its outputs. */
  readonly shows: Readonly<Record<string, readonly string[]>>;
  /** Fails unless the results hold, and the sentences of the finding agree with them. */
  finds(notebook: Executed): void;
}

const [picture, html, markdown] = ["image/png", "text/html", "text/markdown"];

/** By file, in the order of the folder; cells go by their ids. */
export const expectations: Readonly<Record<string, Expectation>> = {
  "01-perceptron.ipynb": {
    small: { ORDERS: 20 },
    shows: {
      data: [plotly],
      steps: [html],
      "moving-line": [plotly],
      convergence: [plotly],
      "xor-line": [plotly],
      overlap: [plotly],
      experiment: [plotly],
      finding: [markdown],
    },
    finds(notebook) {
      const mistakes = notebook.figure("moving-line").frames;
      expect(mistakes).toHaveLength(notebook.number("finding", /after \*\*(\d+) mistakes/));
      expect(notebook.curve("convergence", "setosa or versicolor").at(-1)).toBe(0);
      expect(notebook.curve("convergence", "versicolor or virginica").at(-1)).toBeGreaterThan(0);
      expect(notebook.curve("convergence", "exclusive or").at(-1)).toBe(100);

      const bounds = notebook.curve("experiment", "Novikoff's bound");
      const most = notebook.curve("experiment", "most of 200 orders");
      const shares = most.map((count, i) => (100 * count) / bounds[i]!);
      const closest = notebook.number("finding", /worst came to ([\d.]+) % of its bound/);
      expect(Math.max(...shares)).toBeCloseTo(closest, 1);
      expect(closest).toBeLessThan(100);
      expect(most.at(-1)).toBeGreaterThan(most[0]!);
    },
  },

  "02-activation-functions.ipynb": {
    small: { TRAIN: 1000, EPOCHS: 1, NETWORKS: 1 },
    shows: {
      functions: [plotly],
      derivatives: [plotly, html],
      data: [picture],
      vanishing: [plotly],
      training: [plotly],
      cost: [html],
      finding: [markdown],
    },
    finds(notebook) {
      const { x } = notebook.figure("derivatives").data[0]!;
      const tanh = notebook.curve("derivatives", "tanh");
      expect(
        Math.max(...x.map((at, i) => Math.abs(tanh[i]! - 1 / Math.cosh(at) ** 2))),
      ).toBeLessThan(1e-6);
      expect(Math.max(...notebook.curve("derivatives", "sigmoid"))).toBeCloseTo(0.25);

      const layers = notebook.figure("vanishing").data[0]!.x;
      const span = layers.at(-1)! - layers[0]!;
      for (const name of ["sigmoid", "tanh", "ReLU"]) {
        const gradients = notebook.curve("vanishing", name.toLowerCase());
        const perLayer = (gradients.at(-1)! / gradients[0]!) ** (1 / span);
        const said = notebook.number("finding", new RegExp(`([\\d.]+) with ${name}`));
        expect(perLayer).toBeCloseTo(said, 2);
        expect(said < 0.5).toBe(name === "sigmoid");
      }

      const relu = notebook.number("finding", /ReLU ([\d.]+) %/);
      expect(relu).toBeGreaterThan(notebook.sample ? 55 : 75);
      expect(relu).toBeGreaterThan(notebook.number("finding", /sigmoid knew ([\d.]+) %/) + 10);
    },
  },

  "03-function-approximation.ipynb": {
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
  },

  "05-gradient-descent.ipynb": {
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
  },

  "07-convolutional-network.ipynb": {
    small: { TRAIN: 2000, EPOCHS: 1 },
    shows: {
      data: [picture],
      network: [html],
      training: [html, plotly],
      confusion: [plotly],
      mistakes: [picture],
      filters: [picture],
      experiment: [html, plotly],
      finding: [markdown],
    },
    finds(notebook) {
      const accuracy = notebook.number("test", /([\d.]+) %/);
      expect(accuracy).toBeGreaterThanOrEqual(notebook.sample ? 65 : 85);
      // One is computed as a graph, the other eagerly: a picture or two may fall to either side.
      const confused = notebook.number("confusion", /([\d.]+) % correct/);
      expect(Math.abs(confused - accuracy)).toBeLessThan(0.15);
      expect(notebook.number("finding", /names \*\*([\d.]+) %/)).toBe(accuracy);

      const losses = notebook.curve("training", "train");
      expect(losses.at(-1)).toBeLessThan(losses[0]!);
      const moved = notebook.curve("experiment", "LeNet");
      expect(moved.at(-1)).toBeLessThan(moved[0]!);
      const said = notebook.number("finding", /LeNet has ([\d.]+) %/);
      expect(100 * moved[0]!).toBeCloseTo(said, 1);
    },
  },

  "12-overfitting.ipynb": {
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

      const gap = (name: string) =>
        notebook.number("finding", new RegExp(`([\\d.]+) with ${name}`));
      const bare = notebook.number("finding", /two losses, ([\d.]+) without a remedy/);
      const marks = (name: string) =>
        notebook.figure("gap").data.find((each) => each.name === name)!;
      const accuracy = (name: string) => marks(name).x[0]!;
      expect(bare).toBeGreaterThan(0.3);
      for (const remedy of ["dropout", "early stopping", "augmentation", "ten times the data"]) {
        expect(gap(remedy)).toBeLessThan(bare);
      }
      expect(accuracy(known) - accuracy(fresh)).toBeGreaterThan(0.1);
      const said = notebook.number("finding", /and ([\d.]+) % of new ones/);
      expect(100 * accuracy(fresh)).toBeCloseTo(said, 1);
    },
  },
};
