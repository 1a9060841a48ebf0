import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect } from "@jest/globals";
import { type Expectation, html, markdown, picture, plotly } from "../expectation.js";

const folder = resolve(__dirname, "../../../notebooks");
const own = "19-summary.ipynb";

export const lectureSummary: Expectation = {
  small: { HIDDEN: [8], EPOCHS: 1, WIDTHS: [2, 4] },
  shows: {
    data: [picture],
    check: [html, plotly],
    training: [plotly],
    cost: [plotly],
    finding: [markdown],
    map: [plotly, markdown],
  },
  finds(notebook) {
    expect(linesOf("backpropagation")).toBeLessThan(100);
    const said = (pattern: RegExp) => notebook.number("finding", pattern);
    expect(said(/from the engine's than ([\de.-]+\d)/)).toBeLessThan(1e-5);
    expect(said(/from the differences of the loss than ([\de.-]+\d)/)).toBeLessThan(1e-6);
    for (const { x, y } of notebook.figure("check").data) {
      for (const [i, slope] of x.entries()) expect(Math.abs(y[i]! - slope)).toBeLessThan(1e-5);
    }

    const [ours, ofFit] = [said(/arrays name ([\d.]+) %/), said(/`fit` ([\d.]+) %/)];
    expect(ours).toBeGreaterThan(90);
    expect(Math.abs(ours - ofFit)).toBeLessThan(4);

    const cost = (name: string) => notebook.curve("cost", name);
    const answer = cost("one answer");
    cost("gradient by backpropagation").forEach((time, i) => {
      expect(time).toBeLessThan(15 * answer[i]!);
    });
    expect(cost("gradient by differences").at(-1)).toBeGreaterThan(1000 * answer.at(-1)!);

    const list = String(notebook.shown("map").at(-1)![markdown]);
    const linked = [...list.matchAll(/\]\(([^)]+\.ipynb)\)/g)].map(([, file]) => file);
    expect(linked).toHaveLength(20);
    const notebooks = readdirSync(folder).filter((file) => file.endsWith(".ipynb"));
    expect(linked).toEqual(expect.arrayContaining(notebooks));
  },
};

/** How many lines a cell has, comments and empty ones too. */
function linesOf(id: string): number {
  const { cells } = JSON.parse(readFileSync(resolve(folder, own), "utf8"));
  const cell = (cells as { id: string; source: string[] }[]).find((each) => each.id === id)!;
  return cell.source.join("").split("\n").length;
}
