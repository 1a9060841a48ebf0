import { expect } from "@jest/globals";
import { type Expectation, html, markdown, picture, plotly } from "../expectation.js";

export const audio: Expectation = {
  small: { EPOCHS: 1, PEOPLE: ["theo"], HEARD: [1, 2], RECORDINGS: 50, STRINGS: 50 },
  needsMirror: true,
  shows: {
    data: [html, picture],
    listen: [html, picture],
    ear: [plotly],
    network: [html],
    training: [html, plotly],
    confusion: [plotly],
    doubts: [html, picture],
    strangers: [plotly],
    experiment: [plotly],
    strings: [html, picture],
    writer: [html, plotly],
    aligned: [html, plotly],
    decoded: [html, picture],
    finding: [markdown],
  },
  finds(notebook) {
    const said = (pattern: RegExp) => notebook.number("finding", pattern);
    const known = said(/the network understood \*\*([\d.]+) %/);
    expect(known).toBeGreaterThan(96);
    expect(notebook.number("confusion", /([\d.]+) % correct/)).toBeCloseTo(known, 1);

    const marks = (name: string) =>
      notebook.figure("strangers").data.find((trace) => trace.name === name)!.x;
    const unheard = marks("never heard");
    expect([unheard.length, marks("heard before").length]).toEqual([6, 6]);
    expect(Math.min(...unheard)).toBeGreaterThan(45);
    const mean = unheard.reduce((sum, share) => sum + share, 0) / 6;
    expect(said(/\*\*([\d.]+) %\*\* in the mean/)).toBeCloseTo(mean, 0);
    expect(mean).toBeGreaterThan(70);
    expect(mean).toBeLessThan(known - 5);

    const stranger = notebook.curve("experiment", "somebody else");
    expect(stranger.at(-1)).toBeGreaterThan(stranger[0]! + 8);
    expect(said(/It was better for (\d) of 6/)).toBeGreaterThanOrEqual(4);
    expect(said(/With (\d+) recordings of 1 person/)).toBe(450);
    const heard = notebook.curve("experiment", "new recordings of those heard");
    heard.forEach((share, i) => {
      expect(share).toBeGreaterThan(stranger[i]! + 10);
    });

    // The digits of the string that is shown, each with its moment; between them, nothing.
    const curves = notebook.figure("aligned").data.filter(({ name }) => name);
    for (const { y } of curves) expect(Math.max(...y)).toBeGreaterThan(0.5);
    const blank = curves.find(({ name }) => name === "blank")!.y;
    expect(blank.filter((share) => share > 0.5).length).toBeGreaterThan(blank.length / 2);

    const greedy = said(/digit error rate is \*\*([\d.]+) %/);
    expect(greedy).toBeLessThan(4);
    expect(said(/greedily and ([\d.]+) %/)).toBeLessThan(greedy + 0.5);
  },
};
