import type { Magic } from "../magic.js";

export const history: Magic = {
  name: "history",
  usage: ["%history [-n] [-l count] [-g pattern]"],
  summary: "Prints the cells of this session.",
  details:
    "`-n` with their numbers, `-l 5` the last five, `-g '*fit*'` those that match, of earlier " +
    "sessions too.",
  example: "%history -n -l 10",
  run: async ({ line }, { ask }) => {
    const count = /(?:^|\s)-l\s*(\d+)/.exec(line)?.[1];
    const [, quoted, plain] = /(?:^|\s)-g\s*(?:["'](.*?)["']|(\S+))/.exec(line) ?? [];
    const pattern = quoted ?? plain;
    const query = {
      ...(pattern === undefined
        ? { hist_access_type: "range", session: 0, start: 1, stop: null }
        : { hist_access_type: "search", pattern: `*${pattern}*`, n: null }),
      raw: true,
      output: false,
    };
    const found = await ask<readonly (readonly [number, number, string])[]>("magic:history", query);
    const entries = count === undefined ? found : found.slice(-Number(count));
    const isNumbered = /(?:^|\s)-n(?:\s|$)/.test(line);
    const texts = entries.map(([, number, text]) => (isNumbered ? `${number}: ${text}` : text));
    process.stdout.write(texts.map((text) => `${text}\n`).join(""));
  },
};
