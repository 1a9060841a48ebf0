import { expect } from "@jest/globals";
import { type Expectation, html, markdown, picture, plotly } from "../expectation.js";

export const computerChess: Expectation = {
  small: {
    ...{ GAMES: 300, POSITIONS: 8, EPOCHS: 1, MOVES: 4, MOVE_EPOCHS: 1, WIDTH: 8 },
    ...{ SEARCHED: 4, MATCH: 4, DEEPER: 2 },
  },
  shows: {
    data: [html, plotly],
    positions: [html, plotly],
    value: [html, plotly],
    counter: [plotly],
    calibration: [plotly],
    worth: [plotly],
    squares: [plotly],
    policy: [html, plotly],
    favourites: [plotly],
    order: [plotly],
    match: [html],
    control: [html],
    experiment: [plotly],
    finding: [markdown],
    replay: [plotly],
    play: [picture],
  },
  finds(notebook) {
    const number = (pattern: RegExp) => notebook.number("finding", pattern);
    const network = number(/names the result of ([\d.]+) %/);
    const counting = number(/counting ([\d.]+) %/);
    expect(network).toBeGreaterThan(counting);
    expect(counting).toBeGreaterThan(number(/would be right for ([\d.]+) %/));
    expect(number(/they are ([\d.]+) points off/)).toBeLessThan(8);

    // The order of the textbooks, and their size.
    const [knight, rook, queen] = ["knight", "rook", "queen"].map((piece) =>
      number(new RegExp(`${piece} ([\\d.]+)`)),
    ) as [number, number, number];
    expect(knight).toBeGreaterThan(1.5);
    expect(rook).toBeGreaterThan(knight + 0.5);
    expect(queen).toBeGreaterThan(rook + 1.5);
    expect(queen).toBeLessThan(12);

    expect(number(/master's move in ([\d.]+) %/)).toBeGreaterThan(17);
    expect(number(/among five in ([\d.]+) %/)).toBeGreaterThan(43);

    const searched = number(/as good in \d+ of (\d+) positions/);
    expect(searched).toBeGreaterThanOrEqual(30);
    expect(number(/as good in (\d+) of/)).toBe(searched);
    expect(number(/searches less in (\d+) of them/)).toBeGreaterThan(searched / 2);
    const [usually, most] = [/them: ([\d.]+) %/, /mean \(95 %: [\d.]+ % to ([\d.]+) %/].map(number);
    expect(usually).toBeLessThan(100);
    const saves = /; it saves work\./.test(String(notebook.shown("finding")[0]?.[markdown]));
    expect(saves).toBe(most! < 100);

    const games = number(/In (\d+) games the network/);
    expect(games).toBeGreaterThanOrEqual(40);
    const score = number(/the network scores ([\d.]+) % \(95/);
    const low = number(/the network scores [\d.]+ % \(95 %: ([\d.]+) %/);
    expect(low).toBeGreaterThan(50);
    const text = String(notebook.shown("finding")[0]?.[markdown]);
    expect(text).toMatch(/one move ahead: it is better\./);
    expect(number(/Two moves ahead, in (\d+) games/)).toBeGreaterThanOrEqual(40);
    expect(number(/Its prices alone score ([\d.]+) %/)).toBeLessThan(score);
  },
};
