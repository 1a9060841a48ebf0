import { expect } from "@jest/globals";
import { type Expectation, html, markdown, picture, plotly } from "../expectation.js";

export const segmentation: Expectation = {
  small: { SCENES: 200, EPOCHS: 1, ROUNDS: [1] },
  shows: {
    data: [picture, html],
    networks: [html],
    training: [html, plotly],
    scores: [plotly, html],
    coco: [plotly, picture],
    worst: [plotly, picture],
    format: [plotly, html],
    experiment: [plotly],
    drawn: [picture],
    finding: [markdown],
  },
  finds(notebook) {
    const said = (pattern: RegExp) => notebook.number("finding", pattern);
    const ious = [said(/\*\*([\d.]+)\*\* with SegNet/), said(/\*\*([\d.]+)\*\* with U-Net/)];
    expect(Math.min(...ious)).toBeGreaterThan(0.8);
    const means = notebook.figure("scores").data.map(({ name, y }) => {
      return [name, y.reduce((sum, iou) => sum + iou, 0) / y.length] as const;
    });
    means.forEach(([, mean], i) => void expect(mean).toBeCloseTo(ious[i]!, 3));
    expect(notebook.number("scores", /mean IoU ([\d.]+)/)).toBeCloseTo(Math.max(...ious), 2);

    const ap = said(/\*\*([\d.]+)\*\* for U-Net/);
    expect(ap).toBeGreaterThan(0.4);
    expect(said(/for U-Net \(([\d.]+) at IoU 0.5/)).toBeGreaterThan(ap);
    expect(notebook.number("format", /Masks: AP ([\d.]+)/)).toBeGreaterThan(0.4);

    const indexed = notebook.curve("experiment", "with indices");
    const smooth = notebook.curve("experiment", "interpolated");
    expect(indexed[1]).toBeGreaterThan(smooth[1]! + 0.03);
    expect(said(/its indices and ([\d.]+) without/)).toBeCloseTo(smooth[1]!, 2);
    const text = String(notebook.shown("finding")[0]?.[markdown]);
    expect(text).toContain("the claim holds here");
    expect(said(/indices take away (\d+) % of what/)).toBeGreaterThan(
      said(/and (-?\d+) % of what is missing in IoU/) + 5,
    );
  },
};
