import { expect } from "@jest/globals";
import { type Expectation, html, markdown, picture, plotly } from "../expectation.js";

export const fullyConnected: Expectation = {
  small: { TRAIN: 300, EPOCHS: 1, SEEDS: [1] },
  shows: {
    weights: [plotly],
    memory: [html],
    data: [picture],
    curse: [plotly],
    networks: [html],
    training: [plotly],
    look: [plotly],
    finding: [markdown],
  },
  finds(notebook) {
    // 1,000 units for each of the 3 values of 224 × 224 pixels, and 1,000 biases.
    expect(notebook.curve("weights", "1,000 units, fully connected")[3]).toBe(150_529_000);
    const [real, scrambled] = ["pictures", "the same pixels, scrambled"].map((name) =>
      notebook.curve("curse", name),
    );
    expect(scrambled!.at(-1)).toBeLessThan(0.3);
    expect(real!.at(-1)).toBeGreaterThan(5 * scrambled!.at(-1)!);

    const said = (pattern: RegExp) => notebook.number("finding", pattern);
    const at = (name: string) => notebook.curve("training", name);
    const [loose, local] = [at("fully connected"), at("convolutions")];
    expect(loose[0]).toBeCloseTo(said(/fully connected network named ([\d.]+) %/), 0);
    expect(loose.at(-1)).toBeCloseTo(said(/they are left with ([\d.]+) %/), 0);
    for (const [here, there] of [loose, local].map(
      (curve) => [curve[0]!, curve.at(-1)!] as const,
    )) {
      expect(here).toBeGreaterThan(notebook.sample ? 60 : 70);
      expect(there).toBeLessThan(here - 30);
    }
    const averaged = at("convolutions, averaged over all places");
    expect(averaged[0]! - averaged.at(-1)!).toBeLessThan(10);
    const moved = at("convolutions, learned from moved pictures");
    expect(moved.at(-1)).toBeGreaterThan(local.at(-1)! + 20);
  },
};
