import { expect } from "@jest/globals";
import { type Expectation, html, markdown, picture, plotly } from "../expectation.js";

export const objectDetection: Expectation = {
  small: { TRAIN: 96, TEST: 32, NAMING: 1, EPOCHS: 1, BLOOD: [48, 64], BLOOD_EPOCHS: 1 },
  needsMirror: true,
  shows: {
    scenes: [picture],
    crops: [picture],
    naming: [html, plotly],
    detector: [html, picture],
    training: [html, plotly],
    found: [html, picture],
    report: [html],
    curves: [plotly],
    suppression: [plotly],
    experiment: [plotly],
    blood: [picture],
    "blood-training": [html, plotly],
    "blood-found": [html, picture],
    "blood-report": [html],
    published: [html],
    finding: [markdown],
  },
  finds(notebook) {
    const ap = notebook.number("finding", /reaches an AP of \*\*([\d.]+)\*\*/);
    expect(ap).toBeGreaterThan(0.5);
    expect(notebook.number("report", /Boxes: AP ([\d.]+)/)).toBe(ap);
    expect(notebook.number("finding", /and ([\d.]+) where half an overlap/)).toBeGreaterThan(0.75);

    const suppressed = notebook.curve("suppression", "AP");
    expect(suppressed.at(-1)).toBeLessThan(0.6 * Math.max(...suppressed));

    const [lot, own, apart, ideal] = notebook.curve("experiment", "AP") as [
      number,
      number,
      number,
      number,
    ];
    expect(lot).toBeLessThan(0.25);
    for (const named of [own, apart]) {
      expect(named).toBeGreaterThan(lot + 0.2);
      expect(named).toBeLessThan(ideal + 0.01);
    }
    const text = String(notebook.shown("finding")[0]?.[markdown]);
    expect(1 - ideal).toBeGreaterThan(1.5 * (ideal - own));
    expect(text).toContain("to find, and to draw the box exactly, is the harder half");

    expect(notebook.number("finding", /\*\*Blood\.\*\* AP ([\d.]+)/)).toBeGreaterThan(0.25);
    expect(notebook.number("finding", /WBC [\d.]+ \(AP50 ([\d.]+)\)/)).toBeGreaterThan(0.7);
  },
};
