import { expect } from "@jest/globals";
import { type Expectation, html, markdown, picture, plotly } from "../expectation.js";

export const recurrentNetworks: Expectation = {
  small: {
    CHAPTERS: 2,
    STEPS: 32,
    UNITS: 16,
    EPOCHS: 1,
    DISTANCES: [4, 8],
    RECALL_EPOCHS: 1,
    LETTER_EPOCHS: 2,
    WRITER_EPOCHS: 2,
  },
  shows: {
    text: [html],
    count: [plotly],
    networks: [plotly],
    reach: [plotly],
    foreign: [plotly],
    surprise: [html, picture],
    write: [markdown],
    unit: [html, picture],
    unrolled: [html],
    gradients: [plotly],
    recall: [plotly],
    pen: [html, picture],
    name: [plotly],
    hand: [html, picture],
    moving: [html, picture],
    judge: [html, picture],
    finding: [markdown],
  },
  needsMirror: true,
  finds(notebook) {
    // The recurrent network beats the window clearly, and keeps up with counting.
    const hard = (pattern: RegExp) => notebook.number("finding", pattern);
    const recurrent = hard(/and ([\d.]+) for the recurrent one/);
    expect(recurrent).toBeLessThan(hard(/([\d.]+) for the network with a window/) - 0.3);
    expect(recurrent).toBeLessThan(hard(/([\d.]+) by counting \d together/) + 0.25);

    // It is ahead before anything has left the window, and what has left is worth next to nothing.
    const far = hard(/ahead by (-?\d+\.\d+) bits/);
    expect(far).toBeGreaterThan(0.08);
    expect(hard(/seen everything, by (-?\d+\.\d+)/)).toBeGreaterThan(0.02);
    expect(hard(/it lost (-?\d+\.\d+) bits/)).toBeLessThan(far / 4);
    const cost = notebook.curve("foreign", "window of 8");
    expect(cost.slice(7).every((bits) => Math.abs(bits) < 1e-4)).toBe(true);
    expect(notebook.curve("foreign", "recurrent")[0]).toBeGreaterThan(0.5);

    // Gradients fall by a power at each step, and what does not arrive is not learned.
    const ends = (name: string) => {
      const lengths = notebook.curve("gradients", name);
      return lengths.at(-1)! / lengths[0]!;
    };
    expect(ends("rnn")).toBeLessThan(1e-4);
    expect(ends("gru")).toBeLessThan(1e-4);
    expect(ends("lstm")).toBeLessThan(1e-2);
    expect(ends("lstm, b = 4")).toBeGreaterThan(0.2);
    const recalled = (name: string) => notebook.curve("recall", name).at(-1)!;
    for (const name of ["rnn", "gru", "lstm"]) expect(recalled(name)).toBeLessThan(0.7);
    expect(recalled("lstm, b = 4")).toBeGreaterThan(0.95);

    // 104 letters: a standard deviation is some 4 points.
    const read = hard(/by the recurrent network in ([\d.]+) %/);
    expect(read).toBeGreaterThan(75);
    expect(read).toBeGreaterThan(hard(/by the feed-forward one in ([\d.]+) %/));
    expect(hard(/backwards it named ([\d.]+) %/)).toBeLessThan(20);
    const finished = hard(/finished by the network in ([\d.]+) %/);
    expect(finished).toBeGreaterThan(hard(/to become in ([\d.]+) %/) + 8);
    expect(finished).toBeLessThan(hard(/by people in ([\d.]+) %/));
  },
};
